import { PortError } from '@aisha/core';
import { isStalePlan } from './prepared-statements.ts';

/** Why PostgreSQL or the way to it failed. */
export type DatabaseFailure =
  /** Another transaction or a migration was in the way: the same work may succeed when run again. */
  | 'conflict'
  /** A row of that key exists already. */
  | 'duplicate'
  /** We waited for another transaction as long as we are willing to. */
  | 'busy'
  /** The server is away, full, starting, stopping or read-only; the connection is lost. */
  | 'unavailable'
  /** The statement or its values are wrong: ours to repair. */
  | 'defect';

const unavailableClasses = ['08', '53', '57', '58'];
const unavailableCodes = new Set(['25006', '25P03']);
const brokenConnection =
  /^(?:ECONN|EAGAIN$|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ENOENT$)/;
const brokenConnectionText =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|timeout expired|client has encountered a connection error|client was closed|pool after calling end|query read timeout/i;

type Coded = Error & {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly table?: unknown;
};

/** Undefined where the error is none of the database's. */
export const failureOf = (error: unknown): DatabaseFailure | undefined => {
  if (!(error instanceof Error) || error instanceof PortError) return undefined;
  const code = codeOf(error);
  if (isStalePlan(error)) return 'conflict';
  if (isSqlState(error)) return failureOfState(code);
  const broken = brokenConnection.test(code) || brokenConnectionText.test(error.message);
  return broken || isPoolError(error) ? 'unavailable' : undefined;
};

const failureOfState = (state: string): DatabaseFailure => {
  if (state === '40001' || state === '40P01') return 'conflict';
  if (state === '23505') return 'duplicate';
  if (state === '55P03') return 'busy';
  const unavailable = unavailableClasses.includes(state.slice(0, 2)) || unavailableCodes.has(state);
  return unavailable ? 'unavailable' : 'defect';
};

const codeOf = (error: Coded): string => (typeof error.code === 'string' ? error.code : '');

/** `pg` marks what the server said with a severity. */
const isSqlState = (error: Error): boolean =>
  'severity' in error && /^[\dA-Z]{5}$/.test(codeOf(error));

/** Several addresses of one host, each of which refused. */
const isPoolError = (error: Error): boolean =>
  error instanceof AggregateError && error.errors.some((one) => failureOf(one) === 'unavailable');

/**
 * The error as the ports promise it. What PostgreSQL says may quote a row, so of its answer only
 * the code and the name of what was violated go on.
 */
export const translated = (error: unknown): unknown => {
  const failure = failureOf(error);
  if (failure === undefined) return error;
  const said = describe(error as Coded);
  switch (failure) {
    case 'duplicate':
      return new PortError('database.conflict', `taken already (${said})`, { retryable: false });
    case 'conflict':
    case 'busy':
      return new PortError('database.conflict', `others were in the way (${said})`, {
        retryable: true,
      });
    case 'unavailable':
      return new PortError('database.unavailable', `the database did not answer (${said})`, {
        retryable: true,
      });
    case 'defect':
      return new Error(`the database refused a statement (${said})`);
  }
};

const describe = (error: Coded): string =>
  [codeOf(error) || 'connection', error.table, error.constraint]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
