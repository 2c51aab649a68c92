import { PortError } from '@aisha/core';
import { failureOf } from './database-errors.ts';

/** What PostgreSQL answers to whom it does not let in, by the beginning of its code. */
const refusals = [
  ['28', 'does not accept the user or the password'],
  ['3D000', 'has no database of that name'],
  ['53300', 'has no connection left for us'],
] as const;

/**
 * The same failure as a sentence for whoever chose the database, with its address and without its
 * password; any other error as it is.
 */
export const explained = (error: unknown, url: string): unknown => {
  const problem = problemOf(error);
  if (problem === undefined) return error;
  const message = `The database at ${addressOf(url)} ${problem}: see DATABASE_URL or DATABASE_HOST.`;
  return new PortError('database.unavailable', message, { retryable: true });
};

const problemOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const refusal = refusals.find(([start]) => code.startsWith(start));
  if (refusal) return `${refusal[1]} (${code})`;
  if (failureOf(error) !== 'unavailable') return undefined;
  return `cannot be reached (${code || 'no answer'})`;
};

const addressOf = (url: string): string => {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
};
