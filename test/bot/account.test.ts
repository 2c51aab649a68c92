import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { landUpdates } from '../../packages/bot/src/updates/land.ts';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';
import { trainAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('a person and their account', () => {
  const { setting, anna } = useBotSetting({ firstName: 'Annabel', isStranger: true });

  const user = async (person = anna) => {
    const address = telegramAddress(person.id);
    return setting.ports.unitOfWork.read(({ users }) => users.findByAddress(address));
  };
  /** Everything that is kept anywhere, as text. */
  const everything = (): string => {
    const { ports } = setting;
    const { blobs, jobs, liveMessages } = ports;
    return JSON.stringify([
      Object.values(setting.store()).map((table: Map<unknown, unknown>) => [...table]),
      blobs.keys(),
      jobs.pending(),
      jobs.parked(),
      liveMessages.all(),
      setting.inbox.unfinished(),
      setting.inbox.conversationOf(`chat:${anna.id}`) ?? null,
      setting.inbox.finishedOf(telegramAddress(anna.id)),
      setting.logger.lines,
    ]);
  };

  it('can read the terms and what is kept before agreeing, and nothing is kept of it', async () => {
    await anna.send('/start');
    expect(await anna.last()).toHaveProperty('photo');
    await anna.press('Terms');
    expect((await anna.last()).text).toContain('18 or older');
    await anna.press('Back');
    expect((await anna.last()).caption).toContain('I am Aisha');
    await anna.press('Privacy policy');
    expect((await anna.last()).text).toContain('What I keep');
    await anna.press('Back');
    await anna.send('/terms');
    await anna.send('/privacy');
    await anna.send('/start receipt-of-nobody');
    const tables = Object.values(setting.store()) as Map<unknown, unknown>[];
    expect(tables.every(({ size }) => size === 0)).toBe(true);
    expect(everything()).not.toContain(String(anna.id));
    expect(everything()).not.toContain('Annabel');
    await anna.send('/start');
    await anna.press('I agree');
    expect((await anna.last()).text).toContain('300 credits');
    expect(await user()).toMatchObject({ firstName: 'Annabel', consent: { version: '2026-11' } });
  });

  it('chooses once, and sees what is chosen', async () => {
    await anna.join();
    await anna.press('Settings');
    await anna.press('16:9');
    await anna.press('🔢 3');
    await anna.press('Quick mode: off');
    await anna.press('all news');
    expect((await user())?.settings).toEqual({
      aspectRatio: '16:9',
      count: 3,
      quickMode: true,
      notifications: 'results',
      enhancement: 'off',
    });
    const labels = (await anna.last()).keyboard?.flat().map(({ text }) => text) ?? [];
    expect(labels).toContain('✅ 16:9');
    expect(labels).toContain('✅ 🔢 3');
    expect(labels).toContain('⚡ Quick mode: ✅ on');
    await anna.press('ask');
    expect((await user())?.settings.aspectRatio).toBeUndefined();
    const { id } = await anna.last();
    for (const data of ['set', 'set:ratio:2x1', 'set:count:9', 'set:quick:maybe', 'set:x:y']) {
      expect(await anna.pressData(id, data), data).toContain('expired');
    }
  });

  it('is told of results alone where they chose so, and gets all that was paid for', async () => {
    const { ports } = setting;
    await anna.join();
    await anna.send('/settings');
    await anna.press('all news');
    await trainAnAvatar(setting, anna);
    expect((await anna.answers()).some(({ text }) => text?.includes('is ready!'))).toBe(true);
    expect((await anna.answers()).some(({ text }) => text?.includes('%'))).toBe(false);
    await anna.send('/start');
    expect(ports.jobs.parked()).toEqual([]);
  });

  it('reads where the credits went, in words', async () => {
    await anna.join();
    await trainAnAvatar(setting, anna, 'Vera <b>'.slice(0, 4));
    await anna.send('/balance');
    await anna.press('History');
    const { text } = await anna.last();
    expect(text).toContain('−60 💎 training of “Vera”');
    expect(text).toContain('+300 💎 welcome gift');
    await anna.press('Back');
    expect((await anna.last()).text).toContain('What things cost');
    await anna.send('/paysupport');
    expect((await anna.last()).text).toContain('training of “Vera”');
  });

  it('finds help on everything, and the way from there', async () => {
    await anna.join();
    await anna.press('Help');
    const topics = (await anna.last()).keyboard?.flat() ?? [];
    expect(topics.length).toBeGreaterThan(8);
    for (const { text, data } of topics.slice(0, -1)) {
      await anna.pressData((await anna.last()).id, data!);
      const shown = await anna.last();
      expect(shown.text).toContain(text);
      expect(shown.keyboard?.flat().some(({ text: label }) => label.includes('Menu'))).toBe(true);
      await anna.press('Back');
    }
  });

  it('gets a copy of everything as a file, once an hour', async () => {
    await anna.join();
    await trainAnAvatar(setting, anna);
    await anna.send('/privacy');
    expect(await anna.press('Send me a copy')).toContain('packing everything');
    const documents = setting.telegram.callsOf('sendDocument');
    expect(documents).toHaveLength(1);
    expect((await anna.last()).caption).toContain('Everything I keep about you');
    expect(await anna.press('Send me a copy')).toContain('One copy an hour');
    setting.ports.clock.advance(61 * 60_000);
    expect(await anna.press('Send me a copy')).toContain('packing everything');
  });

  it('is forgotten after a second press, leaves nothing behind, and may begin anew', async () => {
    await anna.join();
    await trainAnAvatar(setting, anna, 'Velociraptor');
    await anna.press('Create a picture');
    await anna.send('/privacy');
    await anna.press('Send me a copy');
    const before = await user();
    await anna.send('/privacy');
    await anna.press('Forget me');
    expect((await anna.last()).text).toContain('240 credits are lost');
    await anna.press('Back');
    expect(await user()).toBeDefined();
    await anna.press('Forget me');
    await anna.press('Yes, erase everything');
    await setting.ports.jobs.drainFor(60_000);

    const left = everything();
    for (const said of [String(anna.id), 'Annabel', 'Velociraptor']) {
      expect(left).not.toContain(said);
    }
    expect(setting.ports.blobs.keys()).toEqual([]);
    expect((await setting.aisha.auditLedger.verify({ limit: 10 })).counts).toEqual({});
    const receipt = await anna.last();
    expect(receipt.text).toContain('Everything is erased');
    expect(receipt.text).toContain('Photos: 10');
    await anna.press('Check the receipt');
    expect((await anna.last()).text).toContain('Everything is erased');

    await anna.send('hello');
    expect((await anna.last()).caption).toContain('I am Aisha');
    expect(everything()).not.toContain(String(anna.id));
    await anna.join();
    expect((await user())?.id).not.toBe(before?.id);
    // Else whoever forgets themselves often enough never pays.
    expect((await anna.last()).text).toContain('the welcome credits already');
    expect(await setting.aisha.getBalance((await user())!.id)).toEqual({ available: 0, held: 0 });
  });

  it('is asked again before the next paid thing where the terms have changed', async () => {
    await anna.join();
    await trainAnAvatar(setting, anna);
    await anna.press('Create a picture');
    await setting.ports.unitOfWork.run(async ({ users }) => {
      const known = (await user())!;
      await users.save({ ...known, consent: { ...known.consent, version: 'older' } });
    });
    await anna.send('/gallery');
    await anna.send('/help');
    expect((await anna.last()).text).toContain('How it works');
    const avatar = [...setting.store().avatars.values()][0]!;
    const { id } = await anna.last();
    const trainings = setting.store().trainings.size;
    await anna.pressData(id, `train:${avatar.id}:fast`);
    expect((await anna.last()).text).toContain('The terms have changed');
    expect(setting.store().trainings.size).toBe(trainings);
    await anna.press('I agree');
    expect((await user())?.consent.version).toBe(setting.ports.policy.consentVersion);
    await anna.pressData(id, `train:${avatar.id}:fast`);
    expect((await anna.last()).text).not.toContain('The terms have changed');
  });
});

describe('what else happens in a chat', () => {
  let setting: BotSetting;
  let anna: Person;

  beforeEach(async () => {
    setting = await startBotSetting();
    anna = await setting.aPerson('ru', 'Анна');
    await anna.join();
  });
  afterEach(() => setting.stop());

  const privateChat = () => ({ id: anna.id, type: 'private' });
  const from = () => ({ id: anna.id, is_bot: false, first_name: 'Анна', language_code: 'ru' });
  const land = async (...updates: readonly object[]): Promise<number> => {
    const before = (await anna.answers()).length;
    await landUpdates(
      setting,
      updates.map((update, at) => ({ update_id: 600_000 + at, ...update })),
    );
    await setting.settle();
    return (await anna.answers()).length - before;
  };
  const said = (content: object, at = 1) => ({
    message: { message_id: 5000 + at, date: 1, chat: privateChat(), from: from(), ...content },
  });
  const file = { file_id: 'f', file_unique_id: 'u' };

  it.each([
    ['a sticker', { sticker: file }],
    ['a video', { video: file }],
    ['a round video', { video_note: file }],
    ['a song', { audio: file }],
    ['a contact', { contact: { phone_number: '1', first_name: 'B' } }],
    ['a place', { location: { latitude: 1, longitude: 2 } }],
    ['a poll', { poll: { id: '1', question: 'q', options: [] } }],
    ['a dice', { dice: { emoji: '🎲', value: 6 } }],
  ])('%s gets one friendly sentence in the person’s language', async (_what, content) => {
    expect(await land(said(content))).toBe(1);
    expect((await anna.last()).text).toContain('Я понимаю слова, кнопки и фотографии');
  });

  it('a forwarded voice is told what it could be good for', async () => {
    const voice = { ...file, duration: 3 };
    expect(await land(said({ voice, forward_origin: { type: 'hidden_user' } }))).toBe(1);
    expect((await anna.last()).text).toContain('Я могу записать ваши слова');
  });

  it('an album of what the bot cannot use is answered once', async () => {
    const album = [1, 2, 3, 4].map((at) => said({ video: file, media_group_id: 'a' }, at));
    expect(await land(...album)).toBe(1);
    expect(setting.inbox.unfinished()).toEqual([]);
  });

  it.each([
    ['an edited message', () => ({ edited_message: said({ text: '/start' }).message })],
    [
      'a post in a channel',
      () => ({
        channel_post: { message_id: 1, chat: { id: -1, type: 'channel' }, text: '/start' },
      }),
    ],
    ['a pinned message', () => said({ pinned_message: { message_id: 1 } })],
    ['a picture sent here with the bot’s help', () => said({ photo: [file], via_bot: { id: 1 } })],
    ['a new kind of update', () => ({ something_new: { a: 1 } })],
    ['a reaction', () => ({ message_reaction: { chat: privateChat(), user: from() } })],
  ])('%s gets silence', async (_what, update) => {
    expect(await land(update())).toBe(0);
    expect(setting.inbox.unfinished()).toEqual([]);
  });

  it('a group is answered in the language of who speaks', async () => {
    const group = { id: -100_500, type: 'supergroup', title: 'Friends' };
    await land(said({ chat: group, text: '/start' }), said({ chat: group, text: 'hi' }));
    const sent = setting.telegram
      .callsOf('sendMessage')
      .filter(({ parameters }) => parameters['chat_id'] === -100_500);
    expect(sent.map(({ parameters }) => parameters['text'])).toEqual([
      'Я работаю в личных чатах. Пожалуйста, напишите мне лично.',
    ]);
  });

  it('a group is answered once a minute, and not for another bot', async () => {
    const inGroup = (text: string, at: number) =>
      said({ chat: { id: -100_501, type: 'group', title: 'Friends' }, text }, at);
    const sent = () =>
      setting.telegram
        .callsOf('sendMessage')
        .filter(({ parameters }) => parameters['chat_id'] === -100_501);
    const { username } = await setting.telegram.telegram.getMe();
    await land(inGroup('/start@another_bot', 11));
    expect(sent()).toEqual([]);
    await land(inGroup(`/start@${username}`, 12), inGroup('/help', 13), inGroup('/start', 14));
    expect(sent()).toHaveLength(1);
    setting.ports.clock.advance(60_001);
    await landUpdates(setting, [{ update_id: 600_010, ...inGroup('/help', 15) }]);
    await setting.settle();
    expect(sent()).toHaveLength(2);
  });

  it('who blocks the bot is left alone until they write again', async () => {
    const member = (status: string) => ({
      my_chat_member: { chat: privateChat(), from: from(), date: 1, new_chat_member: { status } },
    });
    const user = () => [...setting.store().users.values()][0];
    await land(member('kicked'));
    expect(user()?.unreachableSince).toBeDefined();
    await anna.send('/start');
    expect(user()?.unreachableSince).toBeUndefined();
  });
});
