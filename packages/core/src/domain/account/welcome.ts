import type { Pseudonym } from '../../shared/ids.ts';

/**
 * That somebody was given welcome credits, remembered after they are forgotten. Nothing in it leads to
 * a row: a month has as many of them as people who joined in it.
 */
export type Welcome = {
  readonly pseudonym: Pseudonym;
  /** From then on it is as if it had never been. */
  readonly forgetAt: Date;
};

const monthsRemembered = 12;

/**
 * When welcome credits of a moment are forgotten: at the beginning of a month (UTC), after a year and
 * less than a month more. To the day or finer it would tell which transfer it goes with.
 */
export const welcomeForgottenAt = (givenAt: Date): Date =>
  new Date(Date.UTC(givenAt.getUTCFullYear(), givenAt.getUTCMonth() + monthsRemembered + 1));
