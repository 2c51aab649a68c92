import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readVariables, sharedVariables, toSharedSettings } from '@aisha/adapters/composition';
import { checkUpdates } from './check-updates.ts';

const token = '123456:a-token-nobody-may-see';
const ours = 'https://bot.example/telegram';
const now = new Date('2026-11-23T12:00:00Z');
const minutesAgo = (count: number): number => now.getTime() / 1000 - count * 60;

let server: Server;
let origin: string;
let answer: { readonly status: number; readonly body: unknown };
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const examined = async (own: Readonly<Record<string, string>>) => {
  const environment = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: origin, ...own };
  const unused = () => Promise.reject(new Error('not asked for'));
  const settings = toSharedSettings(readVariables(sharedVariables, environment));
  const machine = { settings, environment, database: unused, blobs: unused };
  const findings = await checkUpdates(machine, now)();
  expect(JSON.stringify(findings)).not.toContain('nobody-may-see');
  return findings;
};

/** What is found where Telegram tells this of its webhook. */
const found = async (info: object, configured?: string) => {
  answer = { status: 200, body: { ok: true, result: { pending_update_count: 0, ...info } } };
  const [finding] = await examined(configured ? { TELEGRAM_WEBHOOK_URL: configured } : {});
  expect(asked).toEqual([`/bot${token}/getWebhookInfo`]);
  return finding;
};

describe('how updates come to us', () => {
  it('is well where Telegram pushes to our address, or nowhere and is asked', async () => {
    const pushed = await found({ url: ours, pending_update_count: 3 }, ours);
    expect(pushed).toMatchObject({ state: 'ok', what: 'pushed to https://bot.example, 3 wait' });
  });

  it('is asking where there is no webhook', async () => {
    expect(await found({ url: '' })).toMatchObject({ state: 'ok' });
  });

  it('cannot be asking while Telegram pushes, and whereto is not told in full', async () => {
    const finding = await found({ url: 'https://other.example/secret-nobody-may-see' });
    expect(finding).toMatchObject({
      state: 'fail',
      what: 'Telegram pushes to https://other.example: asking is answered with 409',
    });
  });

  it.each([
    ['', 'Telegram pushes nowhere'],
    ['https://other.example/x', 'Telegram pushes to another address, at https://other.example'],
  ])('fails where Telegram pushes to %j instead of our address', async (url, what) => {
    expect(await found({ url }, ours)).toMatchObject({ state: 'fail', what });
  });

  it.each([
    ['Connection refused', 2, 'fail', /lead to BOT_PORT/u],
    ['Connection refused', 0, 'warn', /lead to BOT_PORT/u],
    ['Wrong response from the webhook: 401 Unauthorized', 1, 'fail', /secret is not ours/u],
    ['Wrong response from the webhook: 503 Service Unavailable', 1, 'fail', /database/u],
    ['SSL error {certificate verify failed}', 1, 'fail', /certificate/u],
  ])('tells of %s with %i waiting, and what to do', async (error, waiting, state, todo) => {
    const last = { last_error_date: minutesAgo(2), last_error_message: error };
    const finding = await found({ url: ours, pending_update_count: waiting, ...last }, ours);
    expect(finding).toMatchObject({ state, todo: expect.stringMatching(todo) as string });
    expect(finding?.what).toContain(error);
  });

  it('is well where the last error is long over, and slow where many wait', async () => {
    const last = { last_error_date: minutesAgo(60), last_error_message: 'Connection refused' };
    expect(await found({ url: ours, ...last }, ours)).toMatchObject({ state: 'ok' });
    asked = [];
    const many = { url: ours, pending_update_count: 100, ...last };
    expect(await found(many, ours)).toMatchObject({ state: 'warn' });
  });

  it('is told with the bot itself where the token is refused, and never fails the rest', async () => {
    answer = { status: 401, body: { ok: false } };
    expect(await examined({})).toEqual([]);
    answer = { status: 200, body: 'nonsense' };
    expect(await examined({})).toMatchObject([{ state: 'warn' }]);
  });
});
