import type { Context } from 'koa';

/** `GET /health`: open to all. That the process lives and answers; whether it can work, `/ready` says. */
export const health = async (context: Context): Promise<void> => {
  context.set('cache-control', 'no-store');
  context.body = { status: 'ok' };
};
