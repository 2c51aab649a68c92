import type { Context } from 'koa';
import { isPortError, type Aisha } from '@aisha/core';
import {
  BodyRefused,
  bodyRefusalStatus,
  readBodies,
  hasMuchLeft,
  refusedByHead,
  type Bodies,
  type BodyLimits,
} from '@aisha/adapters/request-body';
import { plainProblem } from '../plain-problem.ts';
import { refusalStatus } from '../webhook-status.ts';
import type { WebhookWatch } from '../webhook-watch.ts';

export type StatusUpdateOptions = {
  readonly receiveWebhook: Aisha['receiveWebhook'];
  readonly watch: WebhookWatch;
  readonly limits?: Partial<BodyLimits> | undefined;
};

const mebibyte = 1024 * 1024;

/** Larger than any success payload that was ever seen; slower than any honest sender. */
const usualLimits: BodyLimits = {
  maxBytes: 4 * mebibyte,
  maxMs: 10_000,
  maxBytesTogether: 8 * mebibyte,
};

/**
 * `POST /api/v1/avatar/status_update`: fal's webhook. Authenticated by the address's proof and the
 * signature over the raw body; whoever has no proof is refused with the body unread. 200 once it is
 * kept, also for what was kept before; 503 where it cannot be kept now, so that fal tries again.
 * Never a 3xx: to fal that is the end of a message.
 */
export const statusUpdate = (options: StatusUpdateOptions) => {
  const limits = { ...usualLimits, ...options.limits };
  const bodies = readBodies(limits);
  return async (context: Context): Promise<void> => {
    try {
      const refusal = refusedByHead(context.req, limits);
      if (refusal) throw new BodyRefused(refusal);
      await receive(options, bodies, context);
    } catch (error) {
      refuse(options.watch, context, error);
    } finally {
      bodies.release(context.req);
      if (hasMuchLeft(context.req)) context.set('connection', 'close');
    }
  };
};

const receive = async (
  { receiveWebhook, watch }: StatusUpdateOptions,
  bodies: Bodies,
  context: Context,
): Promise<void> => {
  const received = await receiveWebhook({
    query: context.querystring,
    headers: context.headers,
    body: () => bodies.read(context.req),
  });
  if (received.ok) {
    watch.note(received.value);
    context.body = { status: received.value };
    return;
  }
  const { code, ...facts } = received.refusal;
  watch.note(code, facts);
  plainProblem(context, refusalStatus[code]);
};

const refuse = (watch: WebhookWatch, context: Context, error: unknown): void => {
  if (error instanceof BodyRefused) {
    watch.note(`body.${error.refusal}`);
    // What is left of it is not waited for.
    context.set('connection', 'close');
    plainProblem(context, bodyRefusalStatus[error.refusal]);
  } else if (isPortError(error)) {
    watch.note(error.code);
    plainProblem(context, 503);
  } else throw error;
  if (context.status === 503) context.set('retry-after', '5');
};
