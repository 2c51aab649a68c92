import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { telegramClient } from '@aisha/adapters/telegraf';
import { inMemoryUpdateInbox, recordingLogger } from '@aisha/core/testing';
import {
  answerJson,
  scriptedServer,
  type ScriptedServer,
} from '../../../../test/support/scripted-server.ts';
import { poll } from './poller.ts';

const token = '4242:a-token-nobody-may-see';

type Answer = { readonly status?: number; readonly body: unknown };

const updates = (...ids: number[]): Answer => ({
  body: {
    ok: true,
    result: ids.map((id) => ({
      update_id: id,
      message: {
        message_id: id,
        date: 1,
        chat: { id: 7, type: 'private' },
        from: { id: 7, is_bot: false, first_name: 'A' },
        text: 'hi',
      },
    })),
  },
});

describe('the poller', () => {
  let server: ScriptedServer;
  let stop: AbortController;
  let polling: Promise<void>;
  let script: Answer[];
  /** To whoever takes a webhook away. */
  let refusals: Answer[];
  /** Offsets that were asked for, in order. */
  let asked: number[];
  const inboxOf = () =>
    inMemoryUpdateInbox({
      clock: { now: () => new Date() },
      users: { findByAddress: async () => undefined },
    });
  let inbox: ReturnType<typeof inboxOf>;
  let logger: ReturnType<typeof recordingLogger>;
  let landed: number;

  beforeEach(async () => {
    [script, refusals, asked, landed] = [[], [], [], 0];
    inbox = inboxOf();
    logger = recordingLogger();
    stop = new AbortController();
    polling = Promise.resolve();
    server = await scriptedServer(({ url, body }, response) => {
      if (!url.endsWith('/getUpdates')) {
        const refusal = refusals.shift();
        return answerJson(response, refusal?.body ?? { ok: true, result: true }, refusal);
      }
      asked.push((JSON.parse(body.toString()) as { offset: number }).offset);
      const answer = script.shift();
      // Without anything to say Telegram keeps the line open.
      if (answer) answerJson(response, answer.body, answer);
    });
  });
  afterEach(async () => {
    stop.abort();
    await polling;
    await server.close();
  });

  const start = (own: Partial<typeof inbox> = {}): void => {
    const telegram = telegramClient({ token, apiRoot: server.origin });
    const options = { telegram, inbox: { ...inbox, ...own }, logger, landed: () => (landed += 1) };
    polling = poll(options, stop.signal);
  };
  const until = async (condition: () => boolean): Promise<void> => {
    const deadline = Date.now() + 8000;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error('it never came to be so');
      await pause(5);
    }
  };

  it('asks for messages and presses only, and takes any webhook away first', async () => {
    start();
    await until(() => asked.length === 1);
    const [first, second] = server.received;
    expect(first?.url).toMatch(/deleteWebhook$/u);
    expect(JSON.parse(second?.body.toString() ?? '')).toMatchObject({
      allowed_updates: ['message', 'callback_query', 'inline_query', 'my_chat_member'],
      limit: 100,
    });
  });

  it('takes a webhook away until that is done, and leaves one that is set later', async () => {
    const broken = { ok: false, error_code: 502, description: 'Bad Gateway' };
    refusals = [{ status: 502, body: broken }];
    const conflict = { ok: false, error_code: 409, description: 'Conflict: webhook is active' };
    script = [{ status: 409, body: conflict }, updates(11)];
    start();
    await until(() => inbox.unfinished().length === 1);
    const methods = server.received.map(({ url }) => url.split('/').at(-1));
    expect(methods.slice(0, 4)).toEqual([
      'deleteWebhook',
      'deleteWebhook',
      'getUpdates',
      'getUpdates',
    ]);
  });

  it('confirms what it got only once it is kept', async () => {
    script = [updates(11, 12), updates(13)];
    const kept: number[][] = [];
    start({
      land: async (incoming) => {
        const ids = incoming.map(({ id }) => id);
        kept.push(ids);
        if (kept.length === 1) throw new Error('the database is away');
        return inbox.land(incoming);
      },
    });
    script = [updates(11, 12), updates(11, 12), updates(13)];
    await until(() => inbox.unfinished().length === 3 && asked.length === 4);
    expect(asked).toEqual([0, 0, 13, 14]);
    expect(kept).toEqual([[11, 12], [11, 12], [13]]);
    expect(landed).toBe(2);
  });

  it('keeps once what is delivered twice, and wakes nobody for it', async () => {
    await inbox.land([{ id: 11, lane: 'chat:7', payload: {} }]);
    script = [updates(11), updates(11, 12), updates(12)];
    start();
    await until(() => asked.length === 4);
    expect(inbox.unfinished().map(({ id }) => id)).toEqual([11, 12]);
    expect(landed).toBe(1);
  });

  it('drops what is no update with a word in the log, and goes on', async () => {
    const odd = { update_id: 12, message: { message_id: 'x' } };
    const { result } = updates(11, 13).body as { result: { update_id: number }[] };
    script = [{ body: { ok: true, result: [result[0], odd, result[1]] } }];
    start();
    await until(() => asked.length === 2);
    expect(inbox.unfinished().map(({ id }) => id)).toEqual([11, 13]);
    expect(asked[1]).toBe(14);
    expect(logger.lines).toEqual([
      expect.objectContaining({ level: 'warn', message: 'a delivery is not an update' }),
    ]);
  });

  it('puts each chat into a lane of its own, and knows whom it is from', async () => {
    script = [updates(11)];
    start();
    await until(() => inbox.unfinished().length === 1);
    expect(inbox.unfinished()[0]).toMatchObject({ lane: 'chat:7', address: 'telegram:7' });
  });

  it('goes on after refusals and failures, without ever telling the token', async () => {
    const broken = { ok: false, error_code: 502, description: 'Bad Gateway' };
    script = [{ status: 502, body: broken }, updates(11)];
    start();
    await until(() => inbox.unfinished().length === 1);
    expect(logger.lines[0]).toMatchObject({ level: 'warn', fields: { failures: 1 } });
    expect(JSON.stringify(logger.lines)).not.toContain('nobody-may-see');
  });

  it('stops in the middle of a long wait', async () => {
    start();
    await until(() => asked.length === 1);
    const before = Date.now();
    stop.abort();
    await polling;
    expect(Date.now() - before).toBeLessThan(1000);
    expect(logger.lines).toEqual([]);
  });
});
