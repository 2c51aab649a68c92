import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { picture, startTestSandbox, token, type TestSandbox } from './sandbox.fixture.ts';

describe('faults', () => {
  let test: TestSandbox;
  let user: number;
  let photo: Buffer;
  beforeAll(async () => {
    photo = await picture(64, 64);
  });
  beforeEach(async () => {
    test = await startTestSandbox();
    user = await test.newPerson();
  });
  afterEach(async () => test.stop());

  const send = async (text = 'x') => test.telegram.sendMessage(user, text);
  const texts = async () => (await test.page.state(user)).messages.map(({ text }) => text);

  it('limit the next sends with the wait Telegram names', async () => {
    test.sandbox.faults.set({ tooManyRequests: { times: 1, retryAfter: 30 } });
    await expect(test.telegram.getMe()).resolves.toMatchObject({ id: 4242 });
    await expect(send()).rejects.toMatchObject({
      response: {
        error_code: 429,
        description: 'Too Many Requests: retry after 30',
        parameters: { retry_after: 30 },
      },
    });
    await expect(send()).resolves.toMatchObject({ text: 'x' });
  });

  it('fail calls before or after their effect', async () => {
    test.sandbox.faults.set({ serverError: { times: 1, status: 500 } });
    await expect(send('never')).rejects.toThrow('500');
    test.sandbox.faults.set({ serverError: { times: 1, afterEffect: true } });
    await expect(send('lost answer')).rejects.toThrow('502');
    test.sandbox.faults.set({ dropConnection: { times: 1, afterEffect: true } });
    await expect(send('cut')).rejects.toThrow(/socket hang up|reset/);
    expect(await texts()).toEqual(['/start', 'lost answer', 'cut']);
  });

  describe('that are the limits of Telegram', () => {
    const sendAll = async (count: number, to = [user]) => {
      const sent = Array.from({ length: count }, async (_, at) =>
        test.telegram.sendMessage(to[at % to.length] ?? user, 'x'),
      );
      const results = await Promise.allSettled(sent);
      return results.filter(({ status }) => status === 'rejected').length;
    };

    it('are not kept until asked for', async () => {
      expect(await sendAll(40)).toBe(0);
    });

    it('let a chat have a burst, and name the wait for what is beyond', async () => {
      test.sandbox.faults.set({ limits: {} });
      expect(await sendAll(14)).toBe(2);
      await expect(send()).rejects.toMatchObject({ response: { parameters: { retry_after: 1 } } });
    });

    it('bound what is said in all chats within a second', async () => {
      const others = [await test.newPerson(), await test.newPerson(), await test.newPerson()];
      test.sandbox.faults.set({ limits: { perSecond: 5 } });
      expect(await sendAll(8, others)).toBe(3);
      await expect(test.telegram.getMe()).resolves.toMatchObject({ id: 4242 });
    });

    it('count an album as its pictures, and an edit as a message', async () => {
      const { message_id: id } = await send('before');
      test.sandbox.faults.set({ limits: { chatBurst: 4, perChatSecond: 0.01 } });
      const media = [1, 2, 3].map(() => ({ type: 'photo' as const, media: { source: photo } }));
      await test.telegram.sendMediaGroup(user, media);
      await test.telegram.editMessageText(user, id, undefined, 'after');
      await expect(send()).rejects.toThrow('429');
    });
  });

  it('limit the sends of one chat where it is named', async () => {
    const other = await test.newPerson();
    const tooManyRequests = { times: 9, retryAfter: 1, chats: [other] };
    test.sandbox.faults.set({ tooManyRequests });
    await expect(send()).resolves.toMatchObject({ text: 'x' });
    await expect(test.telegram.sendMessage(other, 'x')).rejects.toThrow('429');
  });

  it('are set over HTTP with the token only', async () => {
    const { apiRoot, faults } = test.sandbox;
    const set = async (key: string, body: unknown) =>
      fetch(`${apiRoot}/sandbox/faults`, {
        method: 'POST',
        headers: { 'x-sandbox-token': key },
        body: JSON.stringify(body),
      });
    expect((await set('wrong', { block: [user] })).status).toBe(401);
    expect((await set(token, { nonsense: 1 })).status).toBe(400);
    expect((await set(token, { fileDownloads: { times: 2 } })).status).toBe(200);
    expect(faults.state()).toEqual({ fileDownloads: { times: 2 } });
    await fetch(`${apiRoot}/sandbox/faults`, {
      method: 'DELETE',
      headers: { 'x-sandbox-token': token },
    });
    expect(faults.state()).toEqual({});
  });

  it('leave every call on record, with parameters nobody knows pointed out', async () => {
    await test.telegram.callApi('sendMessage', {
      chat_id: user,
      text: 'hello',
      parse_mod: 'HTML',
    } as never);
    expect(test.sandbox.calls().at(-1)).toMatchObject({
      method: 'sendMessage',
      parameters: { chat_id: user, text: 'hello' },
      unknownParameters: ['parse_mod'],
      ok: true,
    });
    expect(JSON.stringify(test.sandbox.calls())).not.toContain(token);
  });
});
