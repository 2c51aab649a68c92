import type { Attempt } from '@aisha/core';
import type { Words } from './menu.ts';

/** What else there is to say of work that does not go straight on. */
export const attemptLines = ({ t }: Words, { number, isPaused }: Attempt): string[] => {
  if (isPaused) return ['', t('work.paused')];
  return number > 1 ? ['', t('work.again')] : [];
};
