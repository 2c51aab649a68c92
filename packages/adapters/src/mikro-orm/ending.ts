/** How a transaction ended: told once to each who asked, with `true` for a commit that is certain. */
export type Ending = {
  hear(listener: (isCommitted: boolean) => void): void;
};

export const createEnding = (): Ending & { tell(isCommitted: boolean): void } => {
  const listeners: ((isCommitted: boolean) => void)[] = [];
  return {
    hear: (listener) => void listeners.push(listener),
    tell: (isCommitted) => {
      for (const listener of listeners.splice(0)) listener(isCommitted);
    },
  };
};
