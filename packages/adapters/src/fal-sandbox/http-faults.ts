import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpEffect } from './faults.ts';
import { send, type Reply } from './http-reply.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const exhaustedBalance: Reply = {
  status: 403,
  json: {
    detail:
      'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
  },
};

const reset = ({ request }: Exchange): void => {
  request.socket.resetAndDestroy();
};

const truncated = ({ status, headers, json }: Reply): Reply => {
  const whole = Buffer.from(JSON.stringify(json ?? {}));
  const half = whole.subarray(0, Math.ceil(whole.length / 2));
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json' },
    content: {
      bytes: half.length,
      async *open() {
        yield half;
      },
    },
  };
};

async function* stretched(content: NonNullable<Reply['content']>, ms: number) {
  for await (const chunk of content.open()) {
    await sleep((ms * chunk.length) / Math.max(1, content.bytes), undefined, { ref: false });
    yield chunk;
  }
}

const slowed = async (reply: Reply, ms: number): Promise<Reply> => {
  const { content } = reply;
  if (content) return { ...reply, content: { ...content, open: () => stretched(content, ms) } };
  await sleep(ms, undefined, { ref: false });
  return reply;
};

/** Answers as `handle` says, bent by the effect. */
export const answer = async (
  exchange: Exchange,
  effect: HttpEffect | undefined,
  handle: () => Promise<Reply>,
): Promise<void> => {
  const { request, response } = exchange;
  switch (effect?.kind) {
    case undefined:
      return send(request, response, await handle());
    case 'status':
      return send(request, response, {
        status: effect.status,
        json: { detail: `Injected fault ${effect.status}` },
      });
    case 'exhausted-balance':
      return send(request, response, exhaustedBalance);
    case 'hang':
      await sleep(effect.ms, undefined, { ref: false });
      return reset(exchange);
    case 'reset':
      return reset(exchange);
    case 'lose-reply':
      await handle();
      return reset(exchange);
    case 'corrupt-json':
      return send(request, response, truncated(await handle()));
    case 'slow':
      return send(request, response, await slowed(await handle(), effect.ms));
  }
};
