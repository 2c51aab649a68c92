import { ok, refuse, type Result } from '../../shared/result.ts';
import { together } from '../../shared/together.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { RequestGenerationRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { checkPrompt } from '../../steps/check-prompt.ts';
import {
  drawOrder,
  type GenerationInput,
  type Source,
  type WantedGeneration,
} from '../../steps/draw-order.ts';
import { findSubject } from '../../steps/find-subject.ts';
import { placeHold } from '../../steps/place-hold.ts';

export type RequestGenerationInput = GenerationInput;

type Needs = Pick<Ports, 'unitOfWork' | 'generator' | 'styleCatalog' | 'clock' | 'ids' | 'policy'>;
export type RequestedGeneration = {
  readonly generation: Generation;
  /** False for the second tap on the same order. */
  readonly isNew: boolean;
};
type Answer = Result<RequestedGeneration, RequestGenerationRefusal>;

/** Holds the price, records the order and queues it, all or nothing. A refused prompt costs nothing, a second tap neither. */
export const requestGeneration =
  (ports: Needs) =>
  async (input: RequestGenerationInput): Promise<Answer> => {
    const { userId, id } = input;
    const subject = { type: 'generation', id } as const;
    const prompt = await checkPrompt(ports, { userId, text: input.prompt, subject });
    if (!prompt.ok) return prompt;
    // Whoever wrote them: an assistant's words are judged as anybody's.
    const words =
      input.words === undefined
        ? undefined
        : await checkPrompt(ports, { userId, text: input.words, subject });
    if (words && !words.ok) return words;
    const style = input.styleId && (await ports.styleCatalog.find(input.styleId));
    return ports.unitOfWork.run(async (tx) => {
      const wanted = {
        ...input,
        prompt: prompt.value,
        ...(words && { words: words.value }),
        style: style || undefined,
      };
      const answer = await order(tx, ports, wanted);
      if (answer.ok) return answer;
      // Looked for only now, since almost every tap is the first one.
      const first = await tx.generations.findOwned(input.id, input.userId);
      return first ? ok({ generation: first, isNew: false }) : answer;
    });
  };

const order = async (tx: Transaction, ports: Needs, input: WantedGeneration): Promise<Answer> => {
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

const book = async (tx: Transaction, generation: Generation): Promise<Answer> => {
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
