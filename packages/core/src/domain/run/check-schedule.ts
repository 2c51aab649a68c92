/** Seconds until the next question: close together at first, when most change, then widening. */
const trainingSteps = [2, 3, 5, 5, 8, 10, 15] as const;
const generationSteps = [1, 1, 2, 2, 3, 5, 10] as const;

/** When to ask the provider again after `checks` questions. */
export const nextCheckAt = (type: 'training' | 'generation', checks: number, now: Date): Date => {
  const steps = type === 'training' ? trainingSteps : generationSteps;
  const seconds = steps[Math.min(checks, steps.length - 1)] ?? 15;
  return new Date(now.getTime() + seconds * 1000);
};
