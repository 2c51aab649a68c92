/** Makes what must be new or unpredictable. */
export type Ids = {
  /** A UUID that sorts by the time it was made (version 7). */
  next<Id extends string>(): Id;
  /** A generator's seed: an integer from 0 to 2^31 - 1. */
  seed(): number;
};
