import type { GenerationId, HoldId } from '../shared/ids.ts';
import type { Avatar } from '../domain/avatar/avatar.ts';
import type { Generation } from '../domain/generation/generation.ts';
import { chooseGenerator, type GeneratorProfile } from '../domain/generation/generator.ts';
import { baseFor, planGeneration } from '../domain/generation/plan-generation.ts';
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
  const wanted = { task: 'draw', base: baseFor('draw', training) } as const;
  const profile = chooseGenerator(ports.generator.profiles(), wanted);
  const count = Math.min(ports.policy.previews.count, profile?.capabilities.maxCount ?? 0);
  if (!profile || count === 0) return 0;
  const preview = draw(ports, { avatar, training }, { profile, count, now });
  const { holdId, userId, deadlineAt } = preview;
  const hold = { holdId, userId, amount: 0, reason: 'preview', now, deadlineAt };
  // Nothing is given to whom operators have blocked.
  if (!(await placeHold(tx, hold)).ok) return 0;
  await tx.generations.add(preview);
  await tx.jobs.enqueue({ name: 'generation.submit', data: { generationId: preview.id } });
  return count;
};

const draw = (
  { ids, policy }: Needs,
  subject: { readonly avatar: Avatar; readonly training: Training },
  {
    profile,
    count,
    now,
  }: { readonly profile: GeneratorProfile; readonly count: number; readonly now: Date },
): Generation => {
  const { avatar, training } = subject;
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
    request: planGeneration(profile, subject, order, policy.generators[profile.name]),
    price: 0,
    holdId: id as string as HoldId,
    progress: { stage: 'preparing' },
    delivered: 0,
    createdAt: now,
    deadlineAt: new Date(now.getTime() + policy.generationDeadlineMs),
  };
};
