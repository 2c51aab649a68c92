import type { GenerationId, HoldId } from '../shared/ids.ts';
import type { Avatar } from '../domain/avatar/avatar.ts';
import type { Generation } from '../domain/generation/generation.ts';
import { generatorFor, planGeneration } from '../domain/generation/plan-generation.ts';
import { previewPrompts, previewRatio, previewSeed } from '../domain/generation/preview.ts';
import type { Training } from '../domain/training/training.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { placeHold } from './place-hold.ts';

type Needs = Pick<Ports, 'generator' | 'ids' | 'policy'>;

/** Orders the first pictures of a version. Nothing is held for them, and nothing is ever charged. */
export const orderPreviews = async (
  tx: Pick<Transaction, 'generations' | 'wallets' | 'jobs'>,
  ports: Needs,
  { avatar, training }: { readonly avatar: Avatar; readonly training: Training },
  now: Date,
): Promise<number> => {
  const count = previewCount(ports, training);
  if (count === 0) return 0;
  const preview = draw(ports, avatar, training, { count, now });
  const { holdId, userId, deadlineAt } = preview;
  await placeHold(tx, { holdId, userId, amount: 0, reason: 'preview', now, deadlineAt });
  await tx.generations.add(preview);
  await tx.jobs.enqueue({ name: 'generation.submit', data: { generationId: preview.id } });
  return count;
};

const previewCount = ({ generator, policy }: Needs, { recipe }: Training): number => {
  const { maxCount } = generator.capabilitiesOf(generatorFor[recipe.trainer]);
  return Math.min(policy.previews.count, maxCount);
};

const draw = (
  { ids, policy }: Needs,
  avatar: Avatar,
  training: Training,
  { count, now }: { readonly count: number; readonly now: Date },
): Generation => {
  const id = ids.next<GenerationId>();
  const prompt = previewPrompts[avatar.subject];
  const seed = previewSeed(avatar.id);
  const order = { prompt, aspectRatio: previewRatio, count, seed };
  return {
    id,
    userId: avatar.userId,
    avatarId: avatar.id,
    trainingId: training.id,
    purpose: 'preview',
    status: 'reserved',
    prompt,
    request: planGeneration(avatar, training, order),
    price: 0,
    holdId: id as string as HoldId,
    progress: { stage: 'preparing' },
    delivered: 0,
    createdAt: now,
    deadlineAt: new Date(now.getTime() + policy.generationDeadlineMs),
  };
};
