import { OrderRefused, PortError } from '@aisha/core';
import { FalProblem, type FalAnswer } from './fal-problem.ts';
import { endOfBody } from './fal-run-ends.ts';
import { errorBodySchema } from './fal-schemas.ts';

/** What fal's answers mean to whoever called; how a run ended is told by `fal-run-ends.ts`. */

export type FalOperation = 'submit' | 'status' | 'result' | 'cancel' | 'upload';

/** What a caller of a port is told of a request that brought nothing. */
export const portErrorOf = (error: unknown, operation: FalOperation): PortError => {
  if (error instanceof PortError) return error;
  if (!(error instanceof FalProblem)) return unreadable(operation, error);
  const { reason } = error;
  switch (reason.type) {
    case 'not-sent':
      return failed('provider.unavailable', `fal ${operation}: no connection`, {
        cause: reason.cause,
      });
    case 'lost':
      return lost(operation, 'no answer', { cause: reason.cause });
    case 'unreadable':
      return unreadable(operation, reason.cause);
    case 'foreign-address':
      return new PortError('provider.invalid-answer', `fal ${operation}: foreign address`, {
        retryable: false,
      });
    case 'answered':
      return refused(operation, reason.answer);
  }
};

type Told = { readonly cause?: unknown; readonly retryAfterMs?: number | undefined };

const failed = (code: PortError['code'], message: string, told: Told = {}): PortError =>
  new PortError(code, message, {
    retryable: true,
    cause: told.cause,
    ...(told.retryAfterMs !== undefined && { retryAfterMs: told.retryAfterMs }),
  });

/** A submit that may have been accepted must not be repeated by whoever hears of it. */
const lost = (operation: FalOperation, what: string, told: Told = {}): PortError =>
  operation === 'submit'
    ? new PortError('provider.outcome-unknown', `fal submit: ${what}`, {
        retryable: false,
        cause: told.cause,
      })
    : failed('provider.unavailable', `fal ${operation}: ${what}`, told);

const unreadable = (operation: FalOperation, cause?: unknown): PortError =>
  operation === 'submit'
    ? lost(operation, 'unreadable answer', { cause })
    : failed('provider.invalid-answer', `fal ${operation}: unreadable answer`, { cause });

/** These come from the queue itself, which then has refused; every other 5xx may be a gateway's. */
const definiteServerErrors: ReadonlySet<number> = new Set([500, 501, 505]);

const refused = (operation: FalOperation, { status, headers, body }: FalAnswer): PortError => {
  const what = `HTTP ${status}`;
  const message = `fal ${operation}: ${what}`;
  const told = { retryAfterMs: retryAfterOf(headers['retry-after']) };
  if (status === 429) return failed('provider.rate-limited', message, told);
  if (status === 402 || (status === 403 && isLocked(body))) {
    return failed('provider.balance-exhausted', message, told);
  }
  if (status === 401 || status === 403) {
    return new PortError('provider.unauthorized', message, { retryable: false });
  }
  // Behind a 502, 503 or 504 the queue may well have taken the request: the gateway does not know.
  if (status >= 500 && !definiteServerErrors.has(status)) return lost(operation, what, told);
  if (status >= 500 || status === 408) return failed('provider.unavailable', message, told);
  if (status < 400) return unreadable(operation);
  const end = operation === 'submit' ? endOfBody(body) : undefined;
  if (end?.state === 'failed') return new OrderRefused(message, end.failure);
  return new PortError('provider.rejected', message, { retryable: false });
};

/** The one thing that fal tells in words alone. */
const isLocked = (body: unknown): boolean => {
  const parsed = errorBodySchema.safeParse(body);
  const detail = parsed.success ? parsed.data.detail : undefined;
  return typeof detail === 'string' && /exhausted balance|user is locked/i.test(detail);
};

const longestWaitMs = 3_600_000;

/** Seconds or a date, as HTTP allows; an hour at most. */
const retryAfterOf = (header: string | undefined): number | undefined => {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWaitMs) : undefined;
};
