import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, picture, type TestSandbox, refusal } from './sandbox.fixture.ts';

const keyboard = (data: string) => ({
  inline_keyboard: [[{ text: 'Press', callback_data: data }]],
});

describe('messages of the bot', () => {
  let test: TestSandbox;
  let user: number;
  beforeAll(async () => {
    test = await startTestSandbox();
    user = await test.newPerson();
  });
  afterAll(async () => test.stop());

  it('are answered with the message as Telegram writes it', async () => {
    const sent = await test.telegram.sendMessage(user, '<b>Hi</b> &amp; bye', {
      parse_mode: 'HTML',
      reply_markup: keyboard('x'),
    });
    expect(sent).toMatchObject({
      from: { id: 4242, is_bot: true },
      chat: { id: user, type: 'private', first_name: 'Anna' },
      text: 'Hi & bye',
      entities: [{ type: 'bold', offset: 0, length: 2 }],
      reply_markup: keyboard('x'),
    });
  });

  it('are refused by Telegram’s length rules, counted after the markup', async () => {
    const { telegram } = test;
    const text = 'x'.repeat(4_096);
    await expect(
      telegram.sendMessage(user, `<b>${text}</b>`, { parse_mode: 'HTML' }),
    ).resolves.toMatchObject({ text });
    expect(await refusal(telegram.sendMessage(user, `${text}x`))).toBe(
      '400: Bad Request: message is too long',
    );
    expect(await refusal(telegram.sendMessage(user, '  \n '))).toBe(
      '400: Bad Request: message text is empty',
    );
    const photo = { source: await picture(200, 100) };
    expect(await refusal(telegram.sendPhoto(user, photo, { caption: 'x'.repeat(1_025) }))).toBe(
      '400: Bad Request: message caption is too long',
    );
  });

  it('carry callback data of 1 to 64 bytes', async () => {
    const send = async (data: string) =>
      refusal(test.telegram.sendMessage(user, 'x', { reply_markup: keyboard(data) }));
    expect(await send('ы'.repeat(32))).toBe('accepted');
    expect(await send('ы'.repeat(33))).toBe('400: Bad Request: BUTTON_DATA_INVALID');
    expect(await send('')).toBe('400: Bad Request: BUTTON_DATA_INVALID');
  });

  it('go only to chats that exist and only from the right bot', async () => {
    const { telegram, page, sandbox } = test;
    expect(await refusal(telegram.sendMessage(1, 'x'))).toBe('400: Bad Request: chat not found');
    const { id } = await page.post('users', { firstName: 'Quiet', languageCode: 'en' });
    expect(await refusal(telegram.sendMessage(id, 'x'))).toBe('400: Bad Request: chat not found');
    const other = await fetch(`${sandbox.apiRoot}/bot4242:wrong/getMe`);
    expect([other.status, await other.json()]).toEqual([
      401,
      { ok: false, error_code: 401, description: 'Unauthorized' },
    ]);
    expect(await refusal(telegram.callApi('sendNothing' as never, {} as never))).toBe(
      '404: Not Found: method not found',
    );
  });

  it('change in place, lose their keyboard, and refuse an edit that changes nothing', async () => {
    const { telegram } = test;
    const { message_id: id } = await telegram.sendMessage(user, 'one', {
      reply_markup: keyboard('k'),
    });
    const edited = await telegram.editMessageText(user, id, undefined, 'two');
    expect(edited).toMatchObject({ message_id: id, text: 'two' });
    expect(edited).not.toHaveProperty('reply_markup');
    expect(edited).toHaveProperty('edit_date');
    expect(await refusal(telegram.editMessageText(user, id, undefined, 'two'))).toContain(
      '400: Bad Request: message is not modified',
    );
    await telegram.editMessageReplyMarkup(user, id, undefined, keyboard('z'));
    expect(
      await refusal(telegram.editMessageReplyMarkup(user, id, undefined, keyboard('z'))),
    ).toContain('message is not modified');
  });

  it('keep photo messages and text messages apart when edited', async () => {
    const { telegram } = test;
    const { message_id: photo } = await telegram.sendPhoto(user, {
      source: await picture(400, 300),
    });
    expect(await refusal(telegram.editMessageText(user, photo, undefined, 'x'))).toBe(
      '400: Bad Request: there is no text in the message to edit',
    );
    expect(await telegram.editMessageCaption(user, photo, undefined, 'fine')).toMatchObject({
      caption: 'fine',
    });
    const media = { type: 'photo', media: { source: await picture(300, 400, 2) } } as const;
    expect(await telegram.editMessageMedia(user, photo, undefined, media)).toMatchObject({
      photo: [{ height: 90 }, { height: 320 }, { width: 300, height: 400 }],
    });
    const { message_id: text } = await telegram.sendMessage(user, 'x');
    expect(await refusal(telegram.editMessageCaption(user, text, undefined, 'x'))).toBe(
      '400: Bad Request: there is no caption in the message to edit',
    );
    expect(await refusal(telegram.editMessageText(user, 999_999, undefined, 'x'))).toBe(
      '400: Bad Request: message to edit not found',
    );
  });

  it('are deleted once', async () => {
    const { telegram, page } = test;
    const { message_id: id } = await telegram.sendMessage(user, 'bye');
    expect(await telegram.deleteMessage(user, id)).toBe(true);
    expect(await refusal(telegram.deleteMessage(user, id))).toBe(
      '400: Bad Request: message to delete not found',
    );
    expect((await page.state(user)).messages.map((message) => message.id)).not.toContain(id);
    expect(await telegram.callApi('deleteMessages', { chat_id: user, message_ids: [id] })).toBe(
      true,
    );
  });

  it('reply, are copied, forwarded, pinned and reacted to', async () => {
    const { telegram, page } = test;
    const { message_id: first } = await telegram.sendMessage(user, 'first');
    const reply = await telegram.sendMessage(user, 'second', {
      reply_parameters: { message_id: first },
    });
    expect(reply).toMatchObject({ reply_to_message: { message_id: first, text: 'first' } });
    expect(
      await refusal(telegram.sendMessage(user, 'x', { reply_parameters: { message_id: 999_999 } })),
    ).toBe('400: Bad Request: message to be replied not found');
    const copy = await telegram.copyMessage(user, user, first);
    expect(copy.message_id).toBeGreaterThan(reply.message_id);
    expect(await telegram.forwardMessage(user, user, first)).toMatchObject({
      text: 'first',
      forward_origin: { type: 'user', sender_user: { id: 4242 } },
    });
    expect(await telegram.pinChatMessage(user, first)).toBe(true);
    expect(await telegram.getChat(user)).toMatchObject({ pinned_message: { message_id: first } });
    await telegram.setMessageReaction(user, first, [{ type: 'emoji', emoji: '🔥' }]);
    const shown = (await page.state(user)).messages.find(({ id }) => id === first);
    expect(shown).toMatchObject({ reaction: '🔥' });
  });

  it('show reply keyboards until they are taken away', async () => {
    const { telegram, page } = test;
    const shown = async () => (await page.state(user)).messages.at(-1)?.replyKeyboard;
    await telegram.sendMessage(user, 'x', { reply_markup: { keyboard: [['A', { text: 'B' }]] } });
    expect(await shown()).toEqual([[{ text: 'A' }, { text: 'B' }]]);
    await telegram.sendMessage(user, 'x', { reply_markup: { remove_keyboard: true } });
    expect(await shown()).toEqual([]);
  });
});
