import { afterAll, beforeAll, expect, it } from 'vitest';
import { headOf } from './webhooks/fal-sender.ts';
import { rawExchange, tell } from './webhooks/flood.ts';
import { meanwhile, openWebhookStage, type WebhookStage } from './webhooks/webhook-stage.ts';

let stage: WebhookStage;
beforeAll(async () => {
  stage = await openWebhookStage();
});
afterAll(() => stage.close());

const eachLine = 40;

it('who is answered before the end of a body, and drips on, is hung up on in seconds, whatever was asked', async () => {
  const webhook = headOf('?run=x&try=1', stage.sender.headersOf({}), 'content-length: 1000');
  const asking = (line: string): string[] => [`${line} HTTP/1.1`, 'host: a', 'content-length: 999'];
  const heads: [readonly string[], number][] = [
    [webhook, 401],
    [asking('POST /api/v1/users/ada/avatars'), 401],
    [asking('POST /api/v1/users/ada/avatars/1/photos'), 401],
    [asking('POST /api/v1/nowhere'), 404],
    [asking('POST /health'), 405],
    [asking('GET /health'), 200],
  ];
  const timers: NodeJS.Timeout[] = [];
  const dripping = (head: readonly string[]): Promise<string> =>
    rawExchange(stage.port, (socket) => {
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      timers.push(setInterval(() => void (socket.writable && socket.write('x')), 500));
    });
  const startedAt = performance.now();
  const { result, p99Ms } = await meanwhile(stage.port, () =>
    Promise.all(
      heads.map(([head]) => Promise.all(Array.from({ length: eachLine }, () => dripping(head)))),
    ),
  );
  const tookMs = performance.now() - startedAt;
  for (const timer of timers) clearInterval(timer);
  tell(
    `${heads.length * eachLine} dripping lines that were answered ended after ${Math.round(tookMs)} ms, /health p99 ${p99Ms.toFixed(1)} ms`,
  );
  for (const [at, [head, status]] of heads.entries()) {
    const answers = new Set(result[at]?.map((answer) => answer.slice(0, 12)));
    expect(answers, head[0]).toEqual(new Set([`HTTP/1.1 ${status}`]));
  }
  expect(tookMs).toBeLessThan(10_000);
  expect(p99Ms).toBeLessThan(1_000);
});
