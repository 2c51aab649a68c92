/** `count` in any `windowMs`. */
export type RateLimit = { readonly count: number; readonly windowMs: number };

export type Allowance = {
  /** As `take` answers. */
  readonly waitMs: number;
  /** How many more would be let through now. */
  readonly remaining: number;
};

/** Lets so many through in a window, per key. Never the only guard of anything that must hold. */
export type RateLimiter = {
  /** Answers 0 where it is allowed (and counts it), else the milliseconds to wait. */
  take(key: string, limit: RateLimit): Promise<number>;
  /** As `take`, for those who tell what is left. */
  spend(key: string, limit: RateLimit): Promise<Allowance>;
};
