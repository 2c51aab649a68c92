/** The time. Rules never read the machine's clock themselves, so that tests decide what time it is. */
export type Clock = {
  now(): Date;
};
