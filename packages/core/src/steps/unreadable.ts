import { isPortError } from '../shared/port-error.ts';

/** Why what a person sent cannot be read, where asking the channel again is of no use; else throws it on. */
export const unreadable = (error: unknown): 'photo.too-large' | 'photo.unavailable' => {
  if (isPortError(error, 'file.too-large')) return 'photo.too-large';
  if (isPortError(error, 'file.unavailable') && !error.retryable) return 'photo.unavailable';
  throw error;
};
