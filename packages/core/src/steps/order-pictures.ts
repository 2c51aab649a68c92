import { ok, refuse, type Result } from '../shared/result.ts';
import { together } from '../shared/together.ts';
import type { Generation } from '../domain/generation/generation.ts';
import type { RequestGenerationRefusal } from '../domain/refusals.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { drawOrder, type Source, type WantedGeneration } from './draw-order.ts';
import { findSubject } from './find-subject.ts';
import { placeHold } from './place-hold.ts';

type Needs = Pick<Ports, 'generator' | 'clock' | 'ids' | 'policy'>;

export type RequestedGeneration = {
  readonly generation: Generation;
  /** False for the second tap on the same order. */
  readonly isNew: boolean;
};

export type OrderedPictures = Result<RequestedGeneration, RequestGenerationRefusal>;

/** Holds the price, records the order and queues it: whoever asks, the rules and the price are the owner's. */
export const orderPictures = async (
  tx: Transaction,
  ports: Needs,
  input: WantedGeneration,
): Promise<OrderedPictures> => {
  const { userId, avatarId, task = 'draw' } = input;
  const source = task === 'draw' ? undefined : await findSource(tx, input);
  if (task !== 'draw' && !source) return refuse({ code: 'image.not-found' });
  const subject = await findSubject(tx, { avatarId, userId, task });
  if (!subject.ok) return subject;
  const drawn = drawOrder(ports, input, { subject: subject.value, source });
  return drawn.ok ? book(tx, drawn.value) : drawn;
};

const findSource = async (
  { images, generations }: Transaction,
  { likeImageId, userId }: WantedGeneration,
): Promise<Source | undefined> => {
  const image = likeImageId && (await images.find(likeImageId, userId));
  const generation = image && (await generations.findOwned(image.generationId, userId));
  return image && generation && { image, generation };
};

const book = async (tx: Transaction, generation: Generation): Promise<OrderedPictures> => {
  const held = await placeHold(tx, {
    holdId: generation.holdId,
    userId: generation.userId,
    amount: generation.price,
    reason: 'generation',
    now: generation.createdAt,
    deadlineAt: generation.deadlineAt,
  });
  if (!held.ok) return held;
  // Of an id that is not this person's nothing is told.
  if (held.value === 'placed-before') return refuse({ code: 'generation.not-found' });
  const [isAdded] = await together([
    tx.generations.add(generation),
    tx.jobs.enqueue({ name: 'generation.submit', data: { generationId: generation.id } }),
  ]);
  if (!isAdded) throw new Error('a new hold for a known generation');
  return ok({ generation, isNew: true });
};
