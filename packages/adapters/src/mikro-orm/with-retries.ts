import { failureOf } from './database-errors.ts';

const maxAttempts = 3;

/**
 * For a statement that changes nothing when it is run a second time: also where nobody knows
 * whether the first try was committed.
 */
export const withRetries = async <T>(run: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const failure = failureOf(error);
      const again = failure === 'conflict' || failure === 'busy' || failure === 'unavailable';
      if (!again || attempt === maxAttempts) throw error;
    }
  }
};
