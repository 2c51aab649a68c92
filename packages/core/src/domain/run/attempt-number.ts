import type { ProviderRun, RunStage } from './run.ts';

/**
 * Which attempt at the result this is, 1 for the first. Only what may have cost the provider's work
 * counts: a submission that it did not take was none. It grows when the work goes back to being
 * prepared, so news of a later attempt is told from late news of an earlier one.
 */
export const attemptNumber = (
  latest: Pick<ProviderRun, 'spentTries' | 'status'> | undefined,
  stage: RunStage,
): number => {
  if (!latest) return 1;
  const isOver = latest.status === 'ended' || latest.status === 'abandoned';
  return latest.spentTries + (isOver && stage === 'preparing' ? 2 : 1);
};
