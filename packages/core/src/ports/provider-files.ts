import type { RunHandle } from './avatar-trainer.ts';

/**
 * deleted: the provider keeps neither what the run was given nor what it made. kept: it did not
 * delete it, for want of a right or because it knows no such run; it expires there by itself.
 */
export type DeletionAnswer = 'deleted' | 'kept';

/**
 * What a provider still keeps of runs.
 * Errors: `provider.rate-limited`, `provider.unavailable` (retryable).
 */
export type ProviderFiles = {
  /** Asks for the deletion of a run's input, output and files. Safe to repeat. */
  delete(run: RunHandle): Promise<DeletionAnswer>;
};
