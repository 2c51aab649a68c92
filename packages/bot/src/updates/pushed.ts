import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  BodyRefused,
  bodyRefusalStatus,
  hasMuchLeft,
  readBodies,
  refusedByHead,
  type Bodies,
  type BodyLimits,
} from '@aisha/adapters/request-body';
import type { Logger, UpdateInbox } from '@aisha/core';
import { landUpdates } from './land.ts';
import { secretOf } from './telegram-webhook.ts';

export type PushedUpdates = {
  /** Answers Telegram's own requests; false: it is none of them. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Keeps what is being received, and sends the rest to other replicas, or to later. */
  stop(): Promise<void>;
};

export type PushedUpdatesOptions = {
  readonly inbox: Pick<UpdateInbox, 'land'>;
  readonly logger: Logger;
  /** The bot's token. */
  readonly token: string;
  /** `TELEGRAM_WEBHOOK_URL`: its path is the one that is listened at. */
  readonly url: string;
  /** Called when something new is in the inbox. */
  readonly landed: () => void;
  readonly limits?: Partial<BodyLimits>;
};

const mebibyte = 1024 * 1024;

/** An update is a few kilobytes: a text of 4096 characters and what it answers. */
const usualLimits: BodyLimits = {
  maxBytes: mebibyte,
  maxMs: 10_000,
  maxBytesTogether: 16 * mebibyte,
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Takes updates that Telegram pushes. One is answered with 200 once it is in the inbox, which knows
 * what came before: whatever was not answered so comes again, to this replica or another.
 */
export const takePushedUpdates = (options: PushedUpdatesOptions): PushedUpdates => {
  const { pathname } = new URL(options.url);
  const secret = digest(secretOf(options.token));
  const limits = { ...usualLimits, ...options.limits };
  const bodies = readBodies(limits);
  const underWay = new Set<Promise<void>>();
  let isStopping = false;

  const judge = (request: IncomingMessage): number | undefined => {
    const given = String(request.headers['x-telegram-bot-api-secret-token'] ?? '');
    // Before the body: who does not know the secret is not read.
    if (!timingSafeEqual(digest(given), secret)) return 401;
    if (request.method !== 'POST') return 405;
    const refusal = refusedByHead(request, limits);
    return refusal && bodyRefusalStatus[refusal];
  };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const keep = (update: unknown) => (isStopping ? undefined : keepUpdate(options, update));
    const status = judge(request) ?? (await take(bodies, request, keep));
    bodies.release(request);
    // What is left of a body is not waited for, and who stops has time for no more.
    if (isStopping || status === 408 || hasMuchLeft(request)) {
      response.setHeader('connection', 'close');
    }
    response.writeHead(status, status === 405 ? { allow: 'POST' } : {}).end();
  };
  return {
    answer: (request, response) => {
      if (request.url?.split('?')[0] !== pathname) return false;
      const responding = respond(request, response).finally(() => underWay.delete(responding));
      underWay.add(responding);
      return true;
    },
    stop: async () => {
      isStopping = true;
      await Promise.all(underWay);
    },
  };
};

/** Answers the status. Never rejects. */
const take = async (
  bodies: Bodies,
  request: IncomingMessage,
  keep: (update: unknown) => Promise<boolean> | undefined,
): Promise<number> => {
  try {
    const update = parse(await bodies.read(request));
    if (update === undefined) return 400;
    return (await keep(update)) ? 200 : 503;
  } catch (error) {
    return error instanceof BodyRefused ? bodyRefusalStatus[error.refusal] : 500;
  }
};

/** Whether it is in the inbox, since when ever. Never rejects. */
const keepUpdate = async (
  { inbox, logger, landed }: PushedUpdatesOptions,
  update: unknown,
): Promise<boolean> => {
  try {
    if ((await landUpdates({ inbox, logger }, [update])) > 0) landed();
    return true;
  } catch (error) {
    logger.warn({ error }, 'an update that Telegram pushed was not kept: it comes again');
    return false;
  }
};

/** Undefined where it is not JSON. */
const parse = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString()) as unknown;
  } catch {
    return undefined;
  }
};
