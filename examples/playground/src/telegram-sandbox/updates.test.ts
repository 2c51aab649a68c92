import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  startTestSandbox,
  type TestSandbox,
  poll,
  refusal,
  type SeenUpdate,
} from './sandbox.fixture.ts';

describe('updates', () => {
  let test: TestSandbox;
  let user: number;
  beforeEach(async () => {
    test = await startTestSandbox();
    user = await test.newPerson();
  });
  afterEach(async () => test.stop());

  const say = async (text: string) => test.page.post('messages', { user, text });
  const receive = async (options: Record<string, unknown> = {}) => poll(test, options);
  const texts = (updates: SeenUpdate[]) => updates.map(({ message }) => message.text);
  it('come again until they are confirmed by a higher offset', async () => {
    await say('one');
    await say('two');
    const first = await receive({ limit: 1 });
    expect(texts(first)).toEqual(['one']);
    expect(texts(await receive())).toEqual(['one', 'two']);
    expect(texts(await receive({ offset: first[0]!.update_id + 1 }))).toEqual(['two']);
    expect(texts(await receive({ offset: 0 }))).toEqual(['two']);
  });

  it('with a negative offset come from the end, and the rest is forgotten', async () => {
    for (const text of ['one', 'two', 'three']) await say(text);
    expect(texts(await receive({ offset: -1 }))).toEqual(['three']);
    expect(texts(await receive())).toEqual(['three']);
  });

  it('wake a waiting poll', async () => {
    const waiting = receive({ timeout: 20 });
    await say('wake up');
    expect(texts(await waiting)).toEqual(['wake up']);
  });

  it('go to one poller: the second ends the first with 409', async () => {
    const first = refusal(receive({ timeout: 20 }));
    const second = receive({ timeout: 20 });
    expect(await first).toBe(
      '409: Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    await say('for the second');
    expect(texts(await second)).toEqual(['for the second']);
  });

  it('are only of the allowed types, also in later polls that do not name any', async () => {
    await receive({ allowed_updates: ['callback_query'] });
    await say('unwanted');
    expect(await receive()).toEqual([]);
    const { message_id: messageId } = await test.telegram.sendMessage(user, 'x');
    await test.page.post('callbacks', { user, messageId, data: 'pressed' });
    expect(await receive()).toMatchObject([
      { callback_query: { data: 'pressed', from: { id: user }, message: { text: 'x' } } },
    ]);
  });

  it('of commands are marked as commands', async () => {
    await say('/start hello');
    const [update] = await receive();
    expect(update!.message.entities).toEqual([{ type: 'bot_command', offset: 0, length: 6 }]);
  });

  it('arrive twice when asked to', async () => {
    test.sandbox.faults.set({ duplicateUpdates: { times: 1 } });
    await say('twice');
    await say('once');
    expect(texts(await receive())).toEqual(['twice', 'twice', 'once']);
  });

  it('of a button are answered once, within their time, in at most 200 characters', async () => {
    const { telegram, page } = test;
    const { message_id: messageId } = await telegram.sendMessage(user, 'x');
    const { callbackId } = await page.post<{ callbackId: string }>('callbacks', {
      user,
      messageId,
      data: 'd',
    });
    expect(await refusal(telegram.answerCbQuery(callbackId, 'x'.repeat(201)))).toBe(
      '400: Bad Request: MESSAGE_TOO_LONG',
    );
    expect(await telegram.answerCbQuery(callbackId, 'ok')).toBe(true);
    expect(await refusal(telegram.answerCbQuery('77'))).toBe(
      '400: Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  });

  it('tell of people who block the bot, and messages to them are refused', async () => {
    test.sandbox.faults.set({ block: [user] });
    expect(await receive()).toMatchObject([
      { my_chat_member: { new_chat_member: { status: 'kicked' } } },
    ]);
    expect(await refusal(test.telegram.sendMessage(user, 'x'))).toBe(
      '403: Forbidden: bot was blocked by the user',
    );
    test.sandbox.faults.set({ unblock: [user] });
    expect(await refusal(test.telegram.sendMessage(user, 'x'))).toBe('accepted');
  });
});

describe('a query that waits too long', () => {
  it('cannot be answered any more', async () => {
    let now = Date.now();
    const test = await startTestSandbox({ now: () => now });
    const user = await test.newPerson();
    const { message_id: messageId } = await test.telegram.sendMessage(user, 'x');
    const { callbackId } = await test.page.post<{ callbackId: string }>('callbacks', {
      user,
      messageId,
      data: 'd',
    });
    now += 6 * 60_000;
    await expect(test.telegram.answerCbQuery(callbackId)).rejects.toThrow('query is too old');
    await test.stop();
  });
});

describe('a sandbox that is stopped and started again', () => {
  it('still has its people, messages, files, commands and unconfirmed updates', async () => {
    const before = await startTestSandbox();
    const user = await before.newPerson('ru');
    await before.telegram.setMyCommands([{ command: 'help', description: 'Помощь' }]);
    await before.page.post('messages', { user, text: 'unread' });
    await before.stop(true);

    const after = await startTestSandbox({ dataDir: before.dataDir });
    const state = await after.page.state(user);
    expect(state.messages.map(({ text }) => text)).toEqual(['/start', 'unread']);
    expect(state.bot.commands).toEqual([{ command: 'help', description: 'Помощь' }]);
    const [update] = await poll(after);
    expect(update).toMatchObject({ message: { text: 'unread', from: { language_code: 'ru' } } });
    const { id } = await after.page.post('messages', { user, text: 'new' });
    expect(id).toBeGreaterThan(update!.message.message_id);
    expect(await eventually(async () => (await after.page.state(user)).started)).toBe(true);
    await after.stop();
  });
});
