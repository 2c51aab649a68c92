import type { Context } from 'koa';
import { isPortError, type Aisha, type Logger } from '@aisha/core';
import { readBody, type BodyLimits } from '../read-body.ts';
import { bodyRefusalStatus, refusalStatus } from '../webhook-status.ts';

export type StatusUpdateOptions = {
  readonly receiveWebhook: Aisha['receiveWebhook'];
  readonly logger: Logger;
  readonly limits?: BodyLimits | undefined;
};

/** Larger than any success payload that was ever seen; slower than any honest sender. */
const usualLimits: BodyLimits = { maxBytes: 4 * 1024 * 1024, maxMs: 10_000 };

/**
 * `POST /api/v1/avatar/status_update`: fal's webhook. Authenticated by the address's proof and the
 * signature over the raw body. 200 once it is kept, also for what was kept before; 503 where it
 * cannot be kept now, so that fal tries again.
 */
export const statusUpdate =
  ({ receiveWebhook, logger, limits = usualLimits }: StatusUpdateOptions) =>
  async (context: Context): Promise<void> => {
    const read = await readBody(context.req, limits);
    if (!read.ok) {
      // What is left of the body is not read: the connection ends with the answer.
      context.set('connection', 'close');
      context.status = bodyRefusalStatus[read.refusal];
      return;
    }
    try {
      const received = await receiveWebhook({
        query: context.querystring,
        headers: context.headers,
        body: read.body,
      });
      if (received.ok) {
        context.body = { status: received.value };
        return;
      }
      const { code } = received.refusal;
      logger.warn({ refusal: code }, 'a webhook was refused');
      context.status = refusalStatus[code];
    } catch (error) {
      if (!isPortError(error)) throw error;
      logger.error({ code: error.code }, 'a webhook could not be kept');
      context.set('retry-after', '5');
      context.status = 503;
    }
  };
