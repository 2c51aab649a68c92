/** How a command ends, besides 1 for what could not be done or understood. */
export const exitCodes = {
  ok: 0,
  /** What was looked at is not as it should be: the books, or rows without bytes. */
  wrong: 3,
  notFound: 4,
} as const;
