import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inMemoryUpdateInbox, recordingLogger } from '@aisha/core/testing';
import { takePushedUpdates, type PushedUpdates } from './pushed.ts';
import { secretOf } from './telegram-webhook.ts';

const token = '4242:a-token-nobody-may-see';
const secret = secretOf(token);
const header = 'x-telegram-bot-api-secret-token';

const update = (id: number) => ({
  update_id: id,
  message: {
    message_id: id,
    date: 1,
    chat: { id: 7, type: 'private' },
    from: { id: 7, is_bot: false, first_name: 'A' },
    text: 'hi',
  },
});

describe('updates that Telegram pushes', () => {
  let ours: Server;
  let pushed: PushedUpdates;
  let port: number;
  let landed: number;
  /** What happens before one is kept. */
  let beforehand: () => Promise<void>;
  let inbox: ReturnType<typeof inMemoryUpdateInbox>;
  let logger: ReturnType<typeof recordingLogger>;

  beforeEach(async () => {
    [landed, beforehand] = [0, async () => undefined];
    logger = recordingLogger();
    inbox = inMemoryUpdateInbox({
      clock: { now: () => new Date() },
      users: { findByAddress: async () => undefined },
    });
    pushed = takePushedUpdates({
      inbox: { land: (updates) => beforehand().then(() => inbox.land(updates)) },
      logger,
      token,
      url: 'https://bot.example/telegram',
      landed: () => void (landed += 1),
      limits: { maxMs: 300 },
    });
    ours = createServer((request, response) => {
      if (!pushed.answer(request, response)) response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await once(ours, 'listening');
    ({ port } = ours.address() as AddressInfo);
  });
  afterEach(() => {
    ours.closeAllConnections();
    ours.close();
  });

  type Own = { path?: string; headers?: Record<string, string>; method?: string };
  const send = (body: unknown, { path = '/telegram', headers, method = 'POST' }: Own = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { [header]: secret, ...headers },
      ...(method === 'POST'
        ? { body: typeof body === 'string' ? body : JSON.stringify(body) }
        : {}),
    });
  const push = async (body: unknown, own?: Own) => (await send(body, own)).status;
  const kept = () => inbox.unfinished().map(({ id }) => id);

  it('are kept before they are answered, and known when they come again', async () => {
    expect(await push(update(1))).toBe(200);
    expect([kept(), landed]).toEqual([[1], 1]);
    expect(await push(update(1))).toBe(200);
    expect([kept(), landed]).toEqual([[1], 1]);
  });

  it('are asked to come again while they cannot be kept', async () => {
    beforehand = () => Promise.reject(new Error('no database'));
    expect([await push(update(1)), landed]).toEqual([503, 0]);
    beforehand = async () => undefined;
    expect(await push(update(1))).toBe(200);
    expect(kept()).toEqual([1]);
  });

  it('are refused from whoever does not know the secret, which is not the token', async () => {
    expect(secret).toMatch(/^[\w-]{43}$/u);
    expect(secret).not.toContain(token.slice(5));
    for (const forged of ['', 'another', token, secret.slice(1), `${secret}x`]) {
      expect(await push(update(1), { headers: { [header]: forged } })).toBe(401);
    }
    expect([kept(), landed, logger.lines]).toEqual([[], 0, []]);
  });

  it('are nothing but one update by POST to their path', async () => {
    expect(await push('no JSON')).toBe(400);
    const got = await send('', { method: 'GET' });
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await push(update(1), { path: '/elsewhere' })).toBe(404);
    // Not asked for again: it would never be one.
    expect(await push({ update_id: 1, message: { text: 'of nobody' } })).toBe(200);
    expect([kept(), landed]).toEqual([[], 0]);
  });

  it('are no longer than an update is, not packed, and not slow', async () => {
    const long = { ...update(1), more: 'x'.repeat(2 ** 20) };
    // Whoever is still sending may be hung up on before the answer is read.
    expect(await push(long).catch(() => 413)).toBe(413);
    expect(await push(update(1), { headers: { 'content-encoding': 'gzip' } })).toBe(415);
    const slow = connect(port, '127.0.0.1');
    slow.write(
      `POST /telegram HTTP/1.1\r\nHost: here\r\n${header}: ${secret}\r\nContent-Length: 99\r\n\r\n{`,
    );
    expect(await text(slow)).toContain('408 Request Timeout');
    expect(kept()).toEqual([]);
  });

  it('are kept at a stop where that has begun, and come to another where not', async () => {
    const [reached, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    beforehand = () => {
      reached.resolve();
      return going.promise;
    };
    const first = push(update(1));
    await reached.promise;
    const stopped = pushed.stop();
    const second = await send(update(2));
    expect([second.status, second.headers.get('connection')]).toEqual([503, 'close']);
    going.resolve();
    expect(await first).toBe(200);
    await stopped;
    expect(kept()).toEqual([1]);
  });
});
