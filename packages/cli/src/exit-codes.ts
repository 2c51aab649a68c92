/** How a command ends. Scripts rely on these: none ever changes its meaning. */
export const exitCodes = {
  ok: 0,
  /** It could not be done, or was not understood. */
  failed: 1,
  /** What was looked at is not as it should be: the books, rows without bytes, something that doctor finds. */
  wrong: 3,
  notFound: 4,
  /** The rules say no, as they would to a user. Nothing was changed. */
  refused: 5,
  /** Nobody said yes. Nothing was changed. */
  unconfirmed: 6,
  /** The database or another service did not answer: later it may. */
  away: 7,
} as const;
