import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isPortError } from '@aisha/core';
import {
  cachedHandles,
  identify,
  telegrafMessenger,
  telegramClient,
} from '@aisha/adapters/telegraf';
import { inMemoryCache, testClock } from '@aisha/core/testing';
import { answerJson, scriptedServer } from '../support/scripted-server.ts';
import { picture, startTelegram, token, type Telegram } from './telegram.ts';

const keyboard = [
  [
    { text: 'Go', data: 'go' },
    { text: 'Site', url: 'https://example.com/' },
  ],
];

/** The error of a call, with everything that somebody could print of it. */
const failureOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isPortError(error)) throw new Error('not a PortError', { cause: error });
  const { code, retryable, retryAfterMs } = error;
  return { code, retryable, retryAfterMs, printed: printed(error) };
};

const printed = (error: unknown): string =>
  error instanceof Error
    ? [error.message, error.stack, JSON.stringify(error), printed(error.cause)].join('\n')
    : String(error);

describe('what is said over Telegram', () => {
  let telegram: Telegram;
  let messenger: ReturnType<typeof telegrafMessenger>;
  let chatId: number;

  beforeAll(async () => {
    telegram = await startTelegram();
    messenger = telegrafMessenger(telegram);
  });
  afterAll(() => telegram.stop());
  beforeEach(async () => {
    telegram.faults.clear();
    chatId = await telegram.newPerson();
  });

  const answers = async () => (await telegram.seenBy(chatId)).filter(({ from }) => from === 'bot');
  const aPress = async (): Promise<string> => {
    const messageId = await messenger.send(chatId, { html: 'x', keyboard });
    const { callbackId } = await telegram.page.post<{ callbackId: string }>('callbacks', {
      user: chatId,
      messageId,
      data: 'go',
    });
    return callbackId;
  };

  it('arrives with its markup and its buttons', async () => {
    const id = await messenger.send(chatId, { html: '<b>Hi</b> &lt;b&gt;', keyboard });
    expect(await answers()).toEqual([
      expect.objectContaining({
        id,
        text: 'Hi <b>',
        entities: [{ type: 'bold', offset: 0, length: 2 }],
        keyboard,
      }),
    ]);
  });

  it('is edited in place, and saying the same again is fine', async () => {
    const id = await messenger.send(chatId, { html: 'one', keyboard });
    expect(await messenger.editOrSend(chatId, id, { html: 'two' })).toBe(id);
    expect(await messenger.editOrSend(chatId, id, { html: 'two' })).toBe(id);
    const [message, ...more] = await answers();
    expect(more).toEqual([]);
    expect(message).toMatchObject({ text: 'two' });
    expect(message).not.toHaveProperty('keyboard');
  });

  it('is sent anew where it cannot be edited: on a picture, or on what is gone', async () => {
    const photo = { source: await picture(64, 64) };
    const { message_id: pictured } = await telegram.telegram.sendPhoto(chatId, photo);
    const first = await messenger.editOrSend(chatId, pictured, { html: 'below' });
    expect(first).toBeGreaterThan(pictured);
    await messenger.delete(chatId, first);
    const second = await messenger.editOrSend(chatId, first, { html: 'again' });
    expect((await answers()).map(({ id, text }) => [id, text])).toEqual([
      [pictured, undefined],
      [second, 'again'],
    ]);
  });

  describe('with a picture', () => {
    const handles = cachedHandles(inMemoryCache({ clock: testClock() }));
    const screen = async (key: string, html: string, side = 64) => {
      const content = await picture(side, side);
      return { html, keyboard, picture: { key, open: async () => content } };
    };
    const uploads = (method: string) =>
      telegram
        .callsOf(method)
        .filter(({ parameters }) => !/^[\w-]{10,}$/u.test(String(parameters['photo'])));

    it('is uploaded once, however often it is shown', async () => {
      const shown = telegrafMessenger({ ...telegram, handles });
      const before = uploads('sendPhoto').length;
      await shown.send(chatId, await screen('one', 'first'));
      await shown.send(chatId, await screen('one', 'second'));
      expect(uploads('sendPhoto').length - before).toBe(1);
      expect(await answers()).toMatchObject([
        { caption: 'first', keyboard },
        { caption: 'second', keyboard },
      ]);
    });

    it('turns into another picture in its place', async () => {
      const shown = telegrafMessenger({ ...telegram, handles });
      const id = await shown.send(chatId, await screen('two', 'page 1'));
      const next = await screen('three', 'page 2', 80);
      expect(await shown.editOrSend(chatId, id, next, 'picture')).toBe(id);
      expect(await shown.editOrSend(chatId, id, next, 'picture')).toBe(id);
      expect(await answers()).toMatchObject([{ id, caption: 'page 2' }]);
    });

    it('takes the place of words, and words of it', async () => {
      const shown = telegrafMessenger({ ...telegram, handles });
      const words = await shown.send(chatId, { html: 'menu' });
      const pictured = await shown.editOrSend(chatId, words, await screen('four', 'page'));
      expect(await answers()).toMatchObject([{ id: pictured, caption: 'page' }]);
      const again = await shown.editOrSend(chatId, pictured, { html: 'menu' }, 'picture');
      expect(await answers()).toMatchObject([{ id: again, text: 'menu' }]);
    });

    it('is uploaded anew where Telegram has forgotten it', async () => {
      const shown = telegrafMessenger({ ...telegram, handles });
      await handles.save('five', 'AgACAgIAAxkBAAIforgotten');
      await shown.send(chatId, await screen('five', 'still there'));
      expect(await answers()).toMatchObject([{ caption: 'still there' }]);
      expect(await handles.find('five')).not.toBe('AgACAgIAAxkBAAIforgotten');
    });

    it('may be known to whoever shows it', async () => {
      const shown = telegrafMessenger(telegram);
      const kept: string[] = [];
      const own = await screen('six', 'mine');
      const remember = async (fileId: string) => void kept.push(fileId);
      await shown.send(chatId, { ...own, picture: { ...own.picture, shown: remember } });
      expect(kept).toHaveLength(1);
      const open = () => Promise.reject(new Error('not needed'));
      const known = { ...own.picture, open, shownAs: kept[0], shown: remember };
      await shown.send(chatId, { ...own, picture: known });
      expect(kept).toHaveLength(1);
      expect(await answers()).toHaveLength(2);
    });
  });

  it('can be taken back, also twice', async () => {
    const id = await messenger.send(chatId, { html: 'oops' });
    await messenger.delete(chatId, id);
    await messenger.delete(chatId, id);
    expect(await answers()).toEqual([]);
  });

  it('ends the waiting on a press with at most 200 characters, never half of one', async () => {
    const texts = ['x'.repeat(201), '👩'.repeat(200), `${'x'.repeat(199)}👩`];
    for (const text of texts) await messenger.answerPress(await aPress(), { text, alert: true });
    const said = telegram.callsOf('answerCallbackQuery').slice(-3);
    expect(said.every(({ ok }) => ok)).toBe(true);
    expect(said.map(({ parameters }) => parameters['text'])).toEqual([
      'x'.repeat(200),
      '👩'.repeat(100),
      'x'.repeat(199),
    ]);
  });

  it('leaves a press alone that is too old to be answered', async () => {
    await expect(messenger.answerPress('123456', { text: 'late' })).resolves.toBeUndefined();
  });

  it('never fails for want of a courtesy', async () => {
    telegram.faults.set({ serverError: { times: 1, methods: ['sendChatAction'] } });
    await expect(messenger.showAction(chatId, 'typing')).resolves.toBeUndefined();
  });

  it('waits as long as Telegram asks', async () => {
    telegram.faults.set({ tooManyRequests: { times: 2, retryAfter: 30 } });
    const expected = { code: 'messenger.rate-limited', retryable: true, retryAfterMs: 30_000 };
    expect(await failureOf(messenger.send(chatId, { html: 'x' }))).toMatchObject(expected);
    expect(await failureOf(messenger.editOrSend(chatId, 1, { html: 'x' }))).toMatchObject(expected);
  });

  it('says that a person does not want messages, and that nothing will change it', async () => {
    telegram.faults.set({ block: [chatId] });
    const refused = { code: 'messenger.blocked', retryable: false };
    expect(await failureOf(messenger.send(chatId, { html: 'x' }))).toMatchObject(refused);
    expect(await failureOf(messenger.send(1, { html: 'nobody' }))).toMatchObject(refused);
  });

  it('may work later where Telegram is in trouble, and never where we are wrong', async () => {
    telegram.faults.set({ serverError: { times: 1, status: 502 } });
    const later = { code: 'messenger.unavailable', retryable: true };
    expect(await failureOf(messenger.send(chatId, { html: 'x' }))).toMatchObject(later);
    telegram.faults.set({ dropConnection: { times: 1 } });
    expect(await failureOf(messenger.send(chatId, { html: 'x' }))).toMatchObject(later);
    const wrong = { code: 'messenger.rejected', retryable: false };
    expect(await failureOf(messenger.send(chatId, { html: '<b>' }))).toMatchObject(wrong);
    expect(await failureOf(messenger.send(chatId, { html: '' }))).toMatchObject(wrong);
  });

  it('never tells the token, however it fails', async () => {
    const html = '<html>proxy says no</html>';
    const proxy = await scriptedServer(({ url }, response) => {
      if (url.includes('sendMessage')) return response.writeHead(403).end(html);
      if (url.includes('deleteMessage')) return response.destroy();
      answerJson(response, { ok: false, error_code: 401, description: 'Unauthorized' });
    });
    const client = telegramClient({ token, apiRoot: proxy.origin });
    const beyond = telegrafMessenger({ telegram: client });
    const failures = [
      await failureOf(beyond.send(1, { html: 'x' })),
      await failureOf(beyond.delete(1, 1)),
      await failureOf(beyond.editOrSend(1, 1, { html: 'x' })),
      await failureOf(identify(client)),
    ];
    await proxy.close();
    failures.push(await failureOf(identify(client)));
    expect(failures.map(({ code }) => code)).toEqual([
      'messenger.unavailable',
      'messenger.unavailable',
      'messenger.rejected',
      'messenger.rejected',
      'messenger.unavailable',
    ]);
    for (const { printed: words } of failures) {
      expect(words).not.toContain(token);
      expect(words).not.toContain(token.split(':')[1]);
    }
  });
});
