import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { telegramClient } from '@aisha/adapters/telegraf';
import { recordingLogger } from '@aisha/core/testing';
import {
  answerJson,
  scriptedServer,
  type ScriptedServer,
} from '../../../../test/support/scripted-server.ts';
import { askForPushes, secretOf, watchWebhook } from './telegram-webhook.ts';

const token = '4242:a-token-nobody-may-see';
const url = 'https://bot.example/telegram';
const wanted = {
  url,
  max_connections: 100,
  allowed_updates: ['message', 'callback_query', 'inline_query', 'my_chat_member'],
};

describe('the webhook at Telegram', () => {
  let server: ScriptedServer;
  /** As Telegram tells it. */
  let info: Record<string, unknown>;
  /** What it answers instead, to whoever sets one. */
  let refusals: { readonly status: number; readonly parameters?: object }[];
  let isSetAnyway: boolean;
  let told: Record<string, unknown>[];

  beforeEach(async () => {
    [info, refusals, told, isSetAnyway] = [{ url: '' }, [], [], false];
    server = await scriptedServer(({ url: path, body }, response) => {
      if (path.endsWith('/getWebhookInfo')) return answerJson(response, { ok: true, result: info });
      const { secret_token: given, ...own } = JSON.parse(body.toString()) as typeof info;
      told.push({ ...own, secret_token: given });
      const refusal = refusals.shift();
      if (!refusal || isSetAnyway) info = { ...info, ...own };
      if (!refusal) return answerJson(response, { ok: true, result: true });
      const { status, parameters } = refusal;
      const description = 'no';
      answerJson(response, { ok: false, error_code: status, description, parameters }, { status });
    });
  });
  afterEach(() => server.close());

  const telegram = () => telegramClient({ token, apiRoot: server.origin });
  const until = async (condition: () => boolean): Promise<void> => {
    const deadline = Date.now() + 8000;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error('it never came to be so');
      await pause(5);
    }
  };
  const asked = () => server.received.filter(({ url: path }) => path.endsWith('Info')).length;

  describe('at a start', () => {
    it('is set with a secret of ours, and not again while it stands', async () => {
      await askForPushes(telegram(), url);
      expect(told).toEqual([{ ...wanted, secret_token: secretOf(token) }]);
      await askForPushes(telegram(), url);
      await Promise.all([askForPushes(telegram(), url), askForPushes(telegram(), url)]);
      expect(told).toHaveLength(1);
    });

    it.each([
      ['leads elsewhere', { url: 'https://other.example/telegram' }],
      ['asks for other updates', { allowed_updates: ['message'] }],
      ['allows fewer at a time', { max_connections: 40 }],
      ['has a secret that we refuse', { last_error_message: 'Wrong response: 401 Unauthorized' }],
    ])('is set anew where it %s', async (_, other) => {
      info = { ...wanted, ...other };
      await askForPushes(telegram(), url);
      expect(told).toHaveLength(1);
    });

    it('is found done by whoever has to wait for others that set it', async () => {
      [refusals, isSetAnyway] = [[{ status: 429, parameters: { retry_after: 0 } }], true];
      await askForPushes(telegram(), url);
      expect([told.length, asked()]).toEqual([1, 2]);
    });

    it('that Telegram does not take is told, without the token', async () => {
      refusals = [{ status: 400 }];
      const error: unknown = await askForPushes(telegram(), url).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'messenger.rejected' });
      expect(String((error as Error).stack)).not.toContain('nobody-may-see');
    });
  });

  describe('later', () => {
    let logger: ReturnType<typeof recordingLogger>;
    let watch: ReturnType<typeof watchWebhook>;
    beforeEach(() => {
      logger = recordingLogger();
      info = { ...wanted };
      watch = watchWebhook({ telegram: telegram(), url, logger, everyMs: 5 });
    });
    afterEach(() => watch.stop());
    /** So often that whatever was going to happen has happened. */
    const lookedAt = async (times: number) => {
      const before = asked();
      await until(() => asked() >= before + times);
    };

    it('is left as it is, also by a version that would ask for other updates', async () => {
      info = { ...wanted, allowed_updates: ['message'], max_connections: 40 };
      await lookedAt(3);
      expect([told, logger.lines]).toEqual([[], []]);
    });

    it('is set again where somebody took it away', async () => {
      info = { url: '' };
      await until(() => told.length === 1);
      await lookedAt(3);
      expect(told).toEqual([{ ...wanted, secret_token: secretOf(token) }]);
      expect(logger.lines).toMatchObject([{ level: 'warn' }]);
    });

    it('is set again once for each time that another secret was refused', async () => {
      const refused = { ...wanted, last_error_message: 'Wrong response: 401 Unauthorized' };
      info = { ...refused, last_error_date: 1 };
      await until(() => told.length === 1);
      await lookedAt(3);
      expect(told).toHaveLength(1);
      info = { ...refused, last_error_date: 2 };
      await until(() => told.length === 2);
    });

    it('is left to whoever had it lead elsewhere, and the log says so', async () => {
      info = { ...wanted, url: 'https://other.example/telegram' };
      await lookedAt(3);
      expect(told).toEqual([]);
      expect(logger.lines[0]).toMatchObject({ level: 'error' });
    });
  });
});
