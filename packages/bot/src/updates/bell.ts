/** Rung while nobody listens, it is heard by who listens next. */
export const createBell = () => {
  let rung = false;
  let wake = (): void => undefined;
  return {
    ring: (): void => {
      rung = true;
      wake();
    },
    /** Resolves once it is rung, or after so long. */
    heard: (withinMs: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(() => wake(), withinMs);
        wake = () => {
          clearTimeout(timer);
          wake = () => undefined;
          rung = false;
          resolve();
        };
        if (rung) wake();
      }),
  };
};
