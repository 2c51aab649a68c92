/** The queues that operators have stopped, as far as this process knows. */
export type Pauses = {
  refresh(): Promise<void>;
  has(queue: string): boolean;
};

/** While nobody can be asked it stays as it was. */
export const createPauses = (ask: () => Promise<readonly string[]>): Pauses => {
  let paused: ReadonlySet<string> = new Set();
  return {
    refresh: async () => {
      paused = new Set(await ask());
    },
    has: (queue) => paused.has(queue),
  };
};
