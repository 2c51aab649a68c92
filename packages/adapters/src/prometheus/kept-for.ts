/** Asks once in so many milliseconds, however many want to know; after a failure the next asks again. */
export const keptFor = <T>(
  ms: number,
  ask: () => Promise<T>,
  now: () => number = () => performance.now(),
): (() => Promise<T>) => {
  let kept: { readonly answer: Promise<T>; readonly until: number } | undefined;
  return () => {
    if (kept && now() < kept.until) return kept.answer;
    const mine = { answer: ask(), until: now() + ms };
    kept = mine;
    mine.answer.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return mine.answer;
  };
};
