/** What operators know of, so that all machines together tell them once. */
export type StandingAlarms = {
  /**
   * Answers `raised` where the alarm did not stand, `reminded` where it did and operators were told
   * last at least `remindAfterMs` ago, and `standing` otherwise: only the first two are to be told.
   * Of many that raise the same at once one is answered `raised`. `since` is when it was raised.
   */
  raise(
    name: string,
    at: { readonly now: Date; readonly remindAfterMs: number },
  ): Promise<{ readonly outcome: 'raised' | 'reminded' | 'standing'; readonly since: Date }>;
  /** Answers since when it stood, or undefined where it did not: then there is nothing to tell. */
  clear(name: string): Promise<Date | undefined>;
};
