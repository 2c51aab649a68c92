import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { plainProblem } from '../plain-problem.ts';

type Handler = (context: Context) => Promise<void>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** For operators alone where they chose a token, and for whoever reaches the port where they did not. */
export const forOperators =
  (token: string | undefined, handler: Handler): Handler =>
  async (context) => {
    const [, given = ''] = /^Bearer +(\S{1,500})$/iu.exec(context.get('authorization')) ?? [];
    if (token === undefined || timingSafeEqual(digest(given), digest(token))) {
      return handler(context);
    }
    context.set('www-authenticate', 'Bearer realm="operators"');
    plainProblem(context, 401);
  };
