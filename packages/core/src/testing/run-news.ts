import { runFailureCodes, type RunFailure, type RunProgress } from '../domain/run/run.ts';

/** One of each failure that a provider's run can end with. */
export const anyFailure: readonly RunFailure[] = runFailureCodes.map((code) => ({
  code,
  retryable: false,
}));

/** All that a run may say of itself, in no order. */
export const anyProgress: readonly RunProgress[] = [
  { stage: 'preparing' },
  { stage: 'queued' },
  { stage: 'queued', queuePosition: 3 },
  { stage: 'running' },
  { stage: 'running', percent: 0 },
  { stage: 'running', percent: 30 },
  { stage: 'running', percent: 70 },
  { stage: 'running', percent: 100 },
  { stage: 'finishing' },
];
