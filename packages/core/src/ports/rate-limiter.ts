/** Lets so many through in a window, per key. Never the only guard of anything that must hold. */
export type RateLimiter = {
  /** Answers 0 where it is allowed (and counts it), else the milliseconds to wait. */
  take(key: string, limit: { readonly count: number; readonly windowMs: number }): Promise<number>;
};
