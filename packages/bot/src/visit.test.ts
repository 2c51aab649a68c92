import type { Update } from 'telegraf/types';
import { describe, expect, it } from 'vitest';
import { readUpdate } from './visit.ts';

const person = { id: 7, is_bot: false, first_name: 'Anna', language_code: 'ru' };
const chat = { id: 7, type: 'private', first_name: 'Anna' };
const group = { id: -100, type: 'supergroup', title: 'Friends' };
const size = (file_id: string) => ({
  file_id,
  file_unique_id: `u-${file_id}`,
  width: 9,
  height: 9,
});

const message = (content: object, own: object = {}): Update =>
  ({
    update_id: 1,
    message: { message_id: 11, date: 1, chat, from: person, ...own, ...content },
  }) as Update;

const press = (own: object): Update =>
  ({
    update_id: 1,
    callback_query: {
      id: 'p',
      from: person,
      chat_instance: '1',
      message: { message_id: 12, date: 1, chat, text: 'menu' },
      data: 'menu',
      ...own,
    },
  }) as Update;

const actOf = (update: Update) => {
  const reading = readUpdate(update);
  return reading.type === 'visit' ? reading.visit.act : reading.type;
};

describe('an update', () => {
  it('of words in a private chat is a visit', () => {
    expect(readUpdate(message({ text: 'hello' }))).toEqual({
      type: 'visit',
      visit: {
        chatId: 7,
        messageId: 11,
        from: { id: 7, firstName: 'Anna', languageTag: 'ru' },
        act: { type: 'text', text: 'hello' },
        pressId: undefined,
        shows: undefined,
      },
    });
  });

  it('may be a command, however it is written', () => {
    for (const text of ['/start', '/START', '/start@aisha_bot', '/start\n']) {
      expect(actOf(message({ text })), text).toEqual({ type: 'command', name: 'start' });
    }
    expect(actOf(message({ text: '/start a_deep-Link1' }))).toEqual({
      type: 'command',
      name: 'start',
      payload: 'a_deep-Link1',
    });
    for (const hostile of ['<b>', '../x', 'ы', 'x'.repeat(65), "'; drop", '{}', '\u0000']) {
      const act = actOf(message({ text: `/start ${hostile}` }));
      expect(act, hostile).toEqual({ type: 'command', name: 'start' });
    }
    for (const text of ['/', '/ start', '/1', `/${'x'.repeat(40)}`, 'a /start', '//start', '/ы']) {
      expect(actOf(message({ text })), text).toEqual({ type: 'text', text });
    }
  });

  it('with a photo or a document brings its file, the largest there is', () => {
    const photo = [size('small'), size('large')];
    const largest = { type: 'file', file: { fileId: 'large', uniqueId: 'u-large' } };
    expect(actOf(message({ photo }))).toEqual(largest);
    expect(actOf(message({ photo, caption: '/start' }))).toEqual(largest);
    expect(actOf(message({ document: size('doc') }))).toEqual({
      type: 'file',
      file: { fileId: 'doc', uniqueId: 'u-doc' },
    });
    const gif = { animation: size('gif'), document: size('gif') };
    expect(actOf(message(gif))).toMatchObject({ type: 'file', file: { fileId: 'gif' } });
  });

  it('with a voice is what was said, and how long it took', () => {
    expect(actOf(message({ voice: { ...size('v'), duration: 7 } }))).toEqual({
      type: 'voice',
      voice: { fileId: 'v', uniqueId: 'u-v', seconds: 7 },
    });
  });

  it('with anything else is something else', () => {
    const contents = [
      { sticker: size('s') },
      { video: size('v') },
      { video_note: size('v') },
      { location: { latitude: 1, longitude: 2 } },
      { contact: { phone_number: '1', first_name: 'B' } },
      { poll: { id: '1' } },
      { dice: { emoji: '🎲', value: 6 } },
      { audio: size('a') },
      { video: size('v'), forward_origin: { type: 'hidden_user' } },
    ];
    for (const content of contents) expect(actOf(message(content))).toEqual({ type: 'other' });
  });

  it('that Telegram says itself, or that the bot helped to send here, is nothing', () => {
    const contents = [
      { pinned_message: { message_id: 1, date: 0, chat } },
      { message_auto_delete_timer_changed: { message_auto_delete_time: 1 } },
      { photo: [size('own')], via_bot: { id: 1, is_bot: true, first_name: 'Aisha' } },
      { photo: [] },
      {},
    ];
    for (const content of contents) expect(actOf(message(content))).toBe('nothing');
  });

  it('of a person who blocks the bot is heard, and of who unblocks it is not needed', () => {
    const member = (status: string, where: object = chat) =>
      readUpdate({
        update_id: 1,
        my_chat_member: { chat: where, from: person, date: 1, new_chat_member: { status } },
      } as Update);
    expect(member('kicked')).toEqual({ type: 'blocked', userId: 7 });
    expect(member('member').type).toBe('nothing');
    expect(member('kicked', group).type).toBe('nothing');
  });

  it('of a press knows the button, and whether its message can become another screen', () => {
    const reading = readUpdate(press({}));
    expect(reading).toMatchObject({
      type: 'visit',
      visit: {
        messageId: 12,
        pressId: 'p',
        shows: 'text',
        act: { type: 'press', data: 'menu' },
      },
    });
    const onPicture = press({ message: { message_id: 12, date: 1, chat, photo: [size('p')] } });
    expect(readUpdate(onPicture)).toMatchObject({ visit: { shows: undefined } });
    const onScreen = { message: { message_id: 12, date: 1, chat, photo: [size('p')] } };
    expect(readUpdate(press({ ...onScreen, data: '-gallery:1' }))).toMatchObject({
      visit: { shows: 'picture', act: { type: 'press', data: 'gallery:1' } },
    });
    const inaccessible = press({ message: { message_id: 12, date: 0, chat } });
    expect(readUpdate(inaccessible)).toMatchObject({ visit: { shows: undefined } });
  });

  it('of a press that cannot be placed is only answered', () => {
    const stray = { type: 'stray-press', pressId: 'p' };
    expect(readUpdate(press({ message: undefined, inline_message_id: 'i' }))).toEqual(stray);
    expect(readUpdate(press({ message: { message_id: 1, date: 1, chat: group } }))).toEqual(stray);
    const { callback_query: query } = press({}) as Update.CallbackQueryUpdate;
    const { data: _data, ...game } = query as typeof query & { data: string };
    expect(readUpdate({ update_id: 1, callback_query: game } as Update)).toEqual(stray);
  });

  it('from a group counts only where it speaks to the bot', () => {
    const inGroup = { chat: group };
    expect(readUpdate(message({ text: '/start' }, inGroup))).toEqual({
      type: 'elsewhere',
      chatId: -100,
      languageTag: 'ru',
    });
    expect(readUpdate(message({ text: 'hello' }, inGroup))).toEqual({ type: 'nothing' });
    expect(readUpdate(message({ photo: [size('p')] }, inGroup))).toEqual({ type: 'nothing' });
  });

  it('that is not for us is nothing', () => {
    const { message: text } = message({ text: 'x' }) as Update.MessageUpdate;
    const others = [
      { edited_message: text },
      { channel_post: { ...text, chat: { id: -1, type: 'channel', title: 'C' } } },
      { my_chat_member: { chat } },
      { something_new: {} },
      {},
    ];
    for (const other of others) {
      expect(readUpdate({ update_id: 1, ...other } as Update)).toEqual({ type: 'nothing' });
    }
    expect(readUpdate(message({ text: 'x' }, { from: undefined }))).toEqual({ type: 'nothing' });
    const bot = { ...person, is_bot: true };
    expect(readUpdate(message({ text: 'x' }, { from: bot }))).toEqual({ type: 'nothing' });
  });
});
