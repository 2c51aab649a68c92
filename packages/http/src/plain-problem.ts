import { STATUS_CODES } from 'node:http';
import type { Context } from 'koa';

/** A problem that says no more than its status (RFC 9457, 4.2.1): for whoever has no business with more. */
export const plainProblem = (context: Context, status: number): void => {
  context.status = status;
  // Before the body, whose type Koa would guess otherwise.
  context.type = 'application/problem+json';
  context.body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? '', status });
};
