/** Seconds until the next question: close together at first, when most change, then widening. */
const trainingSteps = [2, 3, 5, 5, 8, 10, 15] as const;
const generationSteps = [1, 1, 2, 2, 3, 5, 10] as const;

/** When to ask the provider again after `checks` questions. */
export const nextCheckAt = (type: 'training' | 'generation', checks: number, now: Date): Date => {
  const steps = type === 'training' ? trainingSteps : generationSteps;
  const seconds = steps[Math.min(checks, steps.length - 1)] ?? 15;
  return new Date(now.getTime() + seconds * 1000);
};

const abandonedMinMs = 5_000;
const abandonedMaxMs = 5 * 60_000;
/** The provider forgets its results long before. */
const letGoAfterMs = 24 * 3_600_000;

/**
 * When to ask again after a run that nobody waits for: only its bill is of interest, so less often
 * the older it is, and after a day never again.
 */
export const nextAbandonedCheckAt = (createdAt: Date, now: Date): Date | undefined => {
  const ageMs = now.getTime() - createdAt.getTime();
  if (ageMs >= letGoAfterMs) return undefined;
  const pauseMs = Math.min(Math.max(ageMs / 4, abandonedMinMs), abandonedMaxMs);
  return new Date(now.getTime() + pauseMs);
};
