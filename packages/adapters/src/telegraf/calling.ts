import { isPortError } from '@aisha/core';
import { toPortError } from './telegram-errors.ts';

/** Runs a call and translates what it throws; what was translated already passes. */
export const calling = async <T>(operation: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    if (isPortError(error)) throw error;
    throw toPortError(error, operation);
  }
};
