import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Markup, Telegraf } from 'telegraf';
import { message } from 'telegraf/filters';
import {
  eventually,
  picture,
  startTestSandbox,
  token,
  type TestSandbox,
} from './sandbox.fixture.ts';

describe('a real Telegraf bot on the sandbox', () => {
  let test: TestSandbox;
  let bot: Telegraf;

  beforeAll(async () => {
    test = await startTestSandbox();
    bot = new Telegraf(token, { telegram: { apiRoot: test.sandbox.apiRoot } });
    bot.start(async (context) =>
      context.replyWithHTML(
        `<b>${context.from.language_code ?? ''}</b>`,
        Markup.inlineKeyboard([Markup.button.callback('Go', 'go:1')]),
      ),
    );
    bot.action(/^go:(\d)$/, async (context) => {
      await context.answerCbQuery(`pressed ${context.match[1] ?? ''}`);
      await context.editMessageText('gone');
    });
    bot.on(message('photo'), async (context) => {
      const photos = context.message.photo;
      await context.replyWithPhoto(photos.at(-1)?.file_id ?? '', {
        caption: `${photos.length} ${context.message.media_group_id ?? ''}`,
      });
    });
    void bot.launch();
  });
  afterAll(async () => {
    bot.stop();
    await test.stop();
  });

  const lastOfBot = async (user: number) =>
    (await test.page.state(user)).messages.findLast(({ from }) => from === 'bot');

  it('answers /start, a pressed button and a photo', async () => {
    const { page } = test;
    const { id: user } = await page.post('users', { firstName: 'Anna', languageCode: 'ru' });
    await page.post('messages', { user, text: '/start' });
    const greeting = await eventually(() => lastOfBot(user));
    expect(greeting).toMatchObject({
      text: 'ru',
      entities: [{ type: 'bold', offset: 0, length: 2 }],
      keyboard: [[{ text: 'Go', data: 'go:1' }]],
    });

    await page.post('callbacks', { user, messageId: greeting.id, data: 'go:1' });
    const edited = await eventually(async () => {
      const message = await lastOfBot(user);
      return message?.text === 'gone' ? message : undefined;
    });
    expect(edited.id).toBe(greeting.id);
    expect(edited).not.toHaveProperty('keyboard');

    const query = { user: String(user), as: 'photo', album: 'a1', name: 'me.jpg' };
    await page.upload(query, await picture(1600, 1200));
    const echoed = await eventually(async () => {
      const message = await lastOfBot(user);
      return message?.photo && message;
    });
    expect(echoed.caption).toMatch(/^4 1\d+$/);
    expect(echoed.photo).toMatchObject({ width: 1280, height: 960 });
  });
});
