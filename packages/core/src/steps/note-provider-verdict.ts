import type { SafetyDecisionId, UserId } from '../shared/ids.ts';
import type { Generation } from '../domain/generation/generation.ts';
import type { RunFailure } from '../domain/run/run.ts';
import type { SafetySubject } from '../domain/safety/safety.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

type Work = {
  readonly subject: Extract<SafetySubject, { type: 'generation' | 'training' }>;
  readonly userId: UserId;
};

/** Writes down that the provider would not make or learn something; other failures judge nobody. */
export const noteProviderRefusal = async (
  tx: Pick<Transaction, 'decisions'>,
  work: Work,
  failure: RunFailure,
  now: Date,
): Promise<void> => {
  if (failure.code === 'content.blocked') await note(tx, work, 'content refused', now);
};

/** Writes down how many pictures of an order the provider flagged, if any. */
export const noteFlaggedPictures = async (
  tx: Pick<Transaction, 'decisions'>,
  { id, userId, output }: Pick<Generation, 'id' | 'userId' | 'output'>,
  now: Date,
): Promise<void> => {
  const images = output?.images ?? [];
  const flagged = images.filter((image) => image.flagged).length;
  if (flagged === 0) return;
  const reason = `pictures flagged: ${flagged} of ${images.length}`;
  await note(tx, { subject: { type: 'generation', id }, userId }, reason, now);
};

/** The provider decides about a work once, however often we hear of it. It does not say what of. */
const note = (
  { decisions }: Pick<Transaction, 'decisions'>,
  { subject, userId }: Work,
  reason: string,
  decidedAt: Date,
): Promise<void> =>
  decisions.add({
    id: subject.id as string as SafetyDecisionId,
    userId,
    subject,
    judge: 'provider',
    reason,
    decidedAt,
  });
