/** Telegram's own apps stop waiting at about this time. */
const patienceMs = 15_000;
const remembered = 50;

export type Answers<T> = {
  /** Resolves with the answer to what was asked; undefined when none came in time. */
  wait: (id: string) => Promise<T | undefined>;
  arrived: (id: string, answer: T) => void;
};

/** Brings questions and answers together; an answer may be here before its question is confirmed. */
export const answers = <T>(waitMs = patienceMs): Answers<T> => {
  const early = new Map<string, T>();
  const waiting = new Map<string, (answer: T | undefined) => void>();
  return {
    wait: (id) =>
      new Promise((resolve) => {
        if (early.has(id)) return resolve(early.get(id));
        const timer = setTimeout(() => {
          waiting.delete(id);
          resolve(undefined);
        }, waitMs);
        waiting.set(id, (answer) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(answer);
        });
      }),
    arrived: (id, answer) => {
      early.set(id, answer);
      const [oldest] = early.keys();
      if (early.size > remembered && oldest !== undefined) early.delete(oldest);
      waiting.get(id)?.(answer);
    },
  };
};
