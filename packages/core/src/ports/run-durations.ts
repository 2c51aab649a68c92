import type { DurationFigures } from '../domain/duration/duration.ts';

/**
 * How long trainings and orders took lately: those that succeeded in the last 30 days, kinds of
 * which there are at least 20. May be some minutes old, and may look at the newest few thousand
 * only. Errors: `database.unavailable` (retryable).
 */
export type RunDurations = {
  list(): Promise<readonly DurationFigures[]>;
};
