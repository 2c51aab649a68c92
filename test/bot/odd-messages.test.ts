import { beforeEach, describe, expect, it } from 'vitest';
import { landUpdates } from '../../packages/bot/src/updates/land.ts';
import { startBotSetting } from './bot-setting.ts';
import { nameAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('messages that are neither words nor photos', () => {
  const { setting, anna } = useBotSetting();
  let number = 500_000;

  beforeEach(async () => {
    setting.bot.telegraf.botInfo = await setting.telegram.telegram.getMe();
  });

  const calls = () =>
    setting.telegram.sandbox.calls().filter(({ method }) => method !== 'getUpdates').length;
  const from = () => ({ id: anna.id, is_bot: false, first_name: 'Anna', language_code: 'en' });
  const land = async (update: object): Promise<void> => {
    number += 1;
    await landUpdates(setting, [{ update_id: number, ...update }]);
    await setting.settle();
  };
  const say = (content: object, chat: object = { id: anna.id, type: 'private' }) =>
    land({ message: { message_id: number, date: 1, chat, from: from(), ...content } });
  const group = { id: -100_500, type: 'supergroup', title: 'Friends' };
  const file = { file_id: 'f', file_unique_id: 'f' };
  const options = [{ text: 'a', voter_count: 0 }];

  const voice = { voice: { ...file, duration: 3 } };
  const kinds = {
    'a sticker': { sticker: { ...file, type: 'regular', width: 1, height: 1 } },
    'a contact': { contact: { phone_number: '+1', first_name: 'Bob' } },
    'a location': { location: { latitude: 1, longitude: 1 } },
    'a venue': { venue: { title: 'x' }, location: { latitude: 1, longitude: 1 } },
    'a poll': { poll: { id: '1', question: 'Who?', options } },
    'a dice': { dice: { emoji: '🎲', value: 6 } },
    'a video': { video: { ...file, width: 1, height: 1, duration: 1 } },
    'a round video': { video_note: { ...file, length: 1, duration: 1 } },
    music: { audio: { ...file, duration: 1 } },
    'a story': { story: { id: 1, chat: { id: 5 } } },
  } as const;

  it.each(Object.entries(kinds))(
    '%s gets one friendly answer, and changes nothing',
    async (_, kind) => {
      await nameAnAvatar(anna);
      const [before, step] = [calls(), setting.conversationWith(anna.id)];
      await say(kind);
      expect(calls() - before).toBe(1);
      expect((await anna.last()).text).toContain('I understand words, buttons and photos');
      expect(setting.conversationWith(anna.id)).toEqual(step);
      expect(setting.store().photos.size).toBe(0);
    },
  );

  it.each([
    ['while a name is asked for', ['Portrait', 'Woman']],
    ['while a kind is chosen', []],
  ])('voice %s is answered, and what was asked for still counts', async (_, presses) => {
    await anna.send('/create');
    for (const label of presses) await anna.press(label);
    const step = setting.conversationWith(anna.id);
    await say(voice);
    expect((await anna.last()).text).toContain('I can write down what you say');
    expect(setting.store().drafts.size).toBe(0);
    expect(setting.conversationWith(anna.id)).toEqual(step);
  });

  it.each([
    ['an edited message', { edited_message: { message_id: 1, date: 1, text: '/start' } }],
    ['a channel’s post', { channel_post: { message_id: 1, date: 1, text: '/start' } }],
    ['an edited post', { edited_channel_post: { message_id: 1, date: 1, text: '/start' } }],
    ['an answer to a poll', { poll_answer: { poll_id: '1', option_ids: [] } }],
    ['a reaction', { message_reaction: { message_id: 1, date: 1 } }],
  ])('%s is passed over in silence', async (_, update) => {
    const before = calls();
    const chat = { id: anna.id, type: 'private' };
    const said = Object.entries<object>(update).map(
      ([name, content]) => [name, { ...content, chat, from: from() }] as const,
    );
    await land(Object.fromEntries(said));
    expect(calls()).toBe(before);
  });

  it.each(['member', 'administrator', 'left', 'kicked'])(
    'becoming %s of a group or channel is passed over in silence, and blocks nobody',
    async (status) => {
      const before = calls();
      for (const chat of [group, { id: -100_600, type: 'channel', title: 'News' }]) {
        const member = { user: { id: 1, is_bot: true, first_name: 'Aisha' }, status };
        const old = { ...member, status: 'member' };
        const change = {
          chat,
          from: from(),
          date: 1,
          old_chat_member: old,
          new_chat_member: member,
        };
        await land({ my_chat_member: change });
      }
      expect(calls()).toBe(before);
      expect([...setting.store().users.values()][0]?.unreachableSince).toBeUndefined();
    },
  );

  it('whatever comes in a group is passed over, but for a command of ours', async () => {
    const { username } = setting.bot.telegraf.botInfo!;
    const before = calls();
    for (const kind of [...Object.values(kinds), voice, { photo: [file] }, { text: 'hello all' }]) {
      await say(kind, group);
    }
    await say({ text: '/start@SomeOtherBot' }, group);
    await say({ new_chat_members: [from()] }, group);
    await say({ left_chat_member: from() }, group);
    await say({ group_chat_created: true }, { ...group, type: 'group' });
    expect(calls()).toBe(before);
    await say({ text: `/start@${username}` }, group);
    expect(calls()).toBe(before + 1);
    expect(setting.telegram.callsOf('sendMessage').at(-1)?.parameters).toMatchObject({
      chat_id: group.id,
      text: expect.stringContaining('private') as string,
    });
    expect(setting.store().photos.size).toBe(0);
  });

  it('a post that is forwarded from a channel is taken for what is in it', async () => {
    await nameAnAvatar(anna);
    const forwarded = {
      forward_origin: {
        type: 'channel',
        chat: { id: -1, type: 'channel' },
        message_id: 1,
        date: 1,
      },
    };
    await say({ ...forwarded, photo: [{ ...file, width: 600, height: 800 }] });
    expect(setting.store().photos.size).toBe(1);
    await say({ ...forwarded, text: 'Breaking news' });
    expect((await anna.last()).text).toContain('of 1 sent');
  });
});

describe('a name that somebody thinks up', () => {
  it.each([
    ['<b>', 'made of letters'],
    ['_*[', 'made of letters'],
    ['<b>Anna</b>', 'made of letters'],
    ['\u200B\u200D\uFEFF', 'too short'],
    [' \n ', 'too short'],
    ['x'.repeat(51), 'too long'],
    ['я'.repeat(4096), 'too long'],
    ['👨‍👩‍👧‍👦'.repeat(51), 'too long'],
  ])('%j is refused with one sentence, and asked for again', async (name, reason) => {
    const setting = await startBotSetting();
    const anna = await setting.aPerson();
    await anna.join();
    await anna.send('/create');
    await anna.press('Portrait');
    await anna.press('Woman');
    const before = (await anna.answers()).length;
    await landUpdates(setting, [
      {
        update_id: 600_000,
        message: {
          message_id: 600_000,
          date: 1,
          chat: { id: anna.id, type: 'private' },
          from: { id: anna.id, is_bot: false, first_name: 'Anna' },
          text: name,
        },
      },
    ]);
    await setting.settle();
    expect((await anna.answers()).length - before).toBe(1);
    expect((await anna.last()).text).toContain(reason);
    expect(setting.store().avatars.size).toBe(0);
    expect((await anna.send('Anna')).text).toContain('“Anna”: now the photos');
    await setting.stop();
  });

  it.each([
    ['Anna\nMaria', 'Anna Maria'],
    ['\u202Eevil\u202C twin', 'evil twin'],
    ['👩🏽‍🚀 Ada', '👩🏽‍🚀 Ada'],
    ['דנה', 'דנה'],
    ['A & B', 'A & B'],
    ['“Ann” {x', undefined],
  ])('%j is shown as it was meant on every screen', async (name, shown) => {
    const setting = await startBotSetting();
    const anna = await setting.aPerson();
    await anna.join();
    await anna.send('/create');
    await anna.press('Portrait');
    await anna.press('Woman');
    const { text } = await anna.send(name);
    if (shown === undefined) {
      expect(text).toContain('made of letters');
      return setting.stop();
    }
    expect(text).toContain(`“${shown}”: now the photos`);
    await anna.sendAlbum(10);
    for (const label of ['What was sent', 'Back', 'Continue', 'Fast']) {
      await anna.press(label);
      const { text: words = '', caption = words } = await anna.last();
      if (label !== 'Back') expect(caption).toContain(shown);
    }
    await anna.send('/avatars');
    expect((await anna.last()).text).toContain(`“${shown}” is not finished`);
    await anna.press('Keep as draft');
    expect((await anna.last()).text).toContain(shown);
    await setting.stop();
  });
});
