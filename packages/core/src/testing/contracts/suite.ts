import { isPortError } from '../../shared/port-error.ts';

/** How a runner takes a case, as `it` of Vitest or of `node:test` does. */
export type It = (title: string, body: () => Promise<void>) => void;

/**
 * What every contract suite takes: the runner's `it`, and a way to make what is under test, new and
 * empty for each case. `cleanup` closes what `create` opened.
 */
export type Suite<Context> = {
  readonly it: It;
  readonly create: () => Promise<Context & { cleanup(): Promise<void> }>;
};

/** Runs each case on a context of its own. */
export const casesOf =
  <Context>({ it, create }: Suite<Context>) =>
  (title: string, body: (context: Context) => Promise<void>): void =>
    it(title, async () => {
      const context = await create();
      try {
        await body(context);
      } finally {
        await context.cleanup();
      }
    });

/** The same call so many times at once; answers in the order of starting. */
export const atOnce = <T>(times: number, call: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => call(index)));

export const countOf = <T>(values: readonly T[], value: T): number =>
  values.filter((other) => Object.is(other, value)).length;

/** Asks again for as long as it is told to try later, as a store under many hands may say. */
export const untilAnswered = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isPortError(error) || !error.retryable) throw error;
    }
  }
};

/** The value, which the case says is there. */
export const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('expected a value');
  return value;
};

/**
 * Waits until something is so, and fails when it takes too long: by turning the wheels where all is
 * in memory, by asking again and again where another process is at work.
 */
export type Until = (condition: () => boolean | Promise<boolean>) => Promise<void>;
