import { describe, expect, it } from 'vitest';
import { firstAttempt, type GenerationId } from '@aisha/core';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { parseCallbackData } from '../../packages/bot/src/callback-data.ts';
import { landUpdates } from '../../packages/bot/src/updates/land.ts';
import { nameAnAvatar, trainAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('what people do that nobody asked for', () => {
  const { setting, anna } = useBotSetting({ isStranger: true });

  const isEmpty = () =>
    Object.values(setting.store()).every(({ size }: { size: number }) => size === 0);
  const countAnswers = async (act: () => Promise<unknown>): Promise<number> => {
    const before = (await anna.answers()).length;
    await act();
    return (await anna.answers()).length - before;
  };

  it('stores nothing about anybody before they agree, whatever they send', async () => {
    await anna.send('/start');
    await anna.send('hello');
    await anna.send('/create');
    await anna.sendAlbum(2);
    const { id } = await anna.last();
    for (const data of ['welcome:ru', 'menu', 'agree', 'agree:xx', 'agree:__proto__', 'new']) {
      await anna.pressData(id, data);
    }
    expect(isEmpty()).toBe(true);
    expect((await anna.last()).keyboard?.flat().map(({ data }) => data)).toContain('-agree:en');
  });

  it('greets a stranger’s album once', async () => {
    expect(await countAnswers(() => anna.sendAlbum(5))).toBe(1);
  });

  it('welcomes in the language that the stranger chose', async () => {
    await anna.send('/start');
    await anna.press('Русский');
    expect((await anna.last()).caption).toContain('Привет, Anna! Я Аиша.');
    await anna.press('Принимаю');
    expect((await anna.last()).text).toContain('У вас 300 кредитов');
    expect([...setting.store().users.values()][0]).toMatchObject({ locale: 'ru' });
  });

  it('grants the welcome once, however often the button is pressed', async () => {
    const { id: messageId } = await anna.send('/start');
    const presses = [1, 2, 3].map((at) => ({
      update_id: 700_000 + at,
      callback_query: {
        id: `p${at}`,
        chat_instance: '1',
        from: { id: anna.id, is_bot: false, first_name: 'Anna' },
        message: {
          message_id: messageId,
          date: 1,
          chat: { id: anna.id, type: 'private' },
          photo: [{ file_id: 'p', file_unique_id: 'p', width: 1, height: 1 }],
        },
        data: '-agree:en',
      },
    }));
    await landUpdates(setting, presses);
    await setting.settle();
    expect(setting.store().users.size).toBe(1);
    expect(setting.store().transfers.size).toBe(1);
    expect((await anna.last()).text).toContain('Main menu');
  });

  it('shows a hostile first name as the text that it is', async () => {
    const names = ['<b>Bob</b> & "co"', '_*[a](b)`~', '\u202Eevil', '👩‍👩‍👧', 'a\u200Bb', '{x} {'];
    for (const name of names) {
      const person = await setting.aPerson('en', name);
      await person.send('/start');
      expect((await person.last()).caption).toContain(`Hi, ${name.replace('\u202E', '')}!`);
    }
  });

  it('asks for the name first when a photo comes before it, once for an album', async () => {
    await anna.join();
    await anna.send('/create');
    await anna.press('Portrait');
    await anna.press('Woman');
    expect(await countAnswers(() => anna.sendAlbum(4))).toBe(1);
    expect((await anna.last()).text).toBe(
      'First send a name for the avatar. The photos wait until then.',
    );
    expect(setting.store().photos.size).toBe(0);
  });

  it('asks whose photos they are when nothing was being talked about', async () => {
    await anna.join();
    expect(await countAnswers(() => anna.sendAlbum(4))).toBe(1);
    expect((await anna.last()).text).toContain('Create an avatar first');
    await nameAnAvatar(anna);
    await anna.send('/start');
    setting.ports.clock.advance(10_000);
    expect(await countAnswers(() => anna.sendAlbum(4, 'more'))).toBe(1);
    await anna.press('📝 Anna');
    await anna.sendAlbum(4, 'again');
    expect((await anna.last()).text).toContain('12 good photos');
  });

  it('answers an unknown command, a voice message and idle words with the menu', async () => {
    await anna.join();
    expect((await anna.send('/nonsense')).text).toContain('did not understand');
    expect((await anna.send('/toString')).text).toContain('did not understand');
    expect((await anna.send('hello there')).text).toContain('did not understand');
    const { page } = setting.telegram;
    await fetch(`${page.base}/chat/api/voice?user=${anna.id}&duration=3`, {
      method: 'POST',
      headers: { 'content-type': 'audio/ogg' },
      body: Buffer.from('OggS'),
    });
    expect(await countAnswers(() => setting.settle())).toBe(1);
  });

  it('stops what was under way on /cancel', async () => {
    await anna.join();
    await anna.send('/create');
    await anna.press('Portrait');
    await anna.press('Woman');
    await anna.send('/cancel');
    await anna.send('Anna');
    expect((await anna.last()).text).toContain('did not understand');
    expect(setting.store().avatars.size).toBe(0);
  });

  it('speaks the other language from the moment it is chosen', async () => {
    await anna.join();
    await anna.send('/settings');
    await anna.press('Русский');
    expect((await anna.last()).text).toBe('Теперь по-русски.');
    expect((await anna.send('/help')).text).toContain('Как это работает');
    await anna.pressData((await anna.last()).id, 'language:de');
    expect([...setting.store().users.values()][0]).toMatchObject({ locale: 'ru' });
  });

  it('answers buttons of long ago with a word, and changes nothing', async () => {
    await anna.join();
    await trainAnAvatar(setting, anna);
    const { id } = await anna.last();
    const [avatar] = setting.store().avatars.values();
    const before = setting.store();
    const gone = 'This button has expired. /start opens the menu.';
    for (const data of [
      'nothing',
      'toString:x',
      '__proto__',
      'prompt:nobody',
      ':',
      'train::fast',
    ]) {
      expect(await anna.pressData(id, data), data).toBe(gone);
    }
    const stale = `ratio:${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}:1x1`;
    expect(await anna.pressData(id, stale)).toBe(
      'This button has expired. Start again from the menu.',
    );
    expect(await anna.pressData(id, `train:${avatar!.id}:royal`)).toBe(gone);
    expect(setting.store()).toEqual(before);
  });

  it('tells a group that it works in private, and only when it is spoken to', async () => {
    const group = (text: string, id: number) => ({
      update_id: 900_000 + id,
      message: {
        message_id: id,
        date: 1,
        chat: { id: -100_500, type: 'supergroup', title: 'Friends' },
        from: { id: anna.id, is_bot: false, first_name: 'Anna' },
        text,
      },
    });
    await landUpdates(setting, [group('hello', 1), group('/start', 2), group('hi', 3)]);
    await setting.settle();
    const sent = setting.telegram.callsOf('sendMessage').map(({ parameters }) => parameters);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ chat_id: -100_500 });
    expect(sent[0]?.['text']).toContain('private');
  });

  it('says one sentence to who is too fast, and goes on when they slow down', async () => {
    await anna.join();
    const { id } = await anna.last();
    const presses = Array.from({ length: 45 }, (_, at) => ({
      update_id: 800_000 + at,
      callback_query: {
        id: `p${at}`,
        chat_instance: '1',
        from: { id: anna.id, is_bot: false, first_name: 'Anna' },
        message: { message_id: id, date: 1, chat: { id: anna.id, type: 'private' }, text: 'x' },
        data: 'help',
      },
    }));
    await landUpdates(setting, presses);
    await setting.settle();
    const answers = setting.telegram.callsOf('answerCallbackQuery').slice(-45);
    const words = answers.map(({ parameters }) => parameters['text'] ?? '');
    expect(new Set(words)).toEqual(
      new Set(['', 'Too many messages at once. Wait a few seconds and go on.']),
    );
    setting.ports.clock.advance(11_000);
    expect((await anna.send('/balance')).text).toContain('Available: 300 credits');
  });

  it('hears again from who had blocked it', async () => {
    await anna.join();
    const address = telegramAddress(anna.id);
    const find = () => setting.ports.unitOfWork.run(({ users }) => users.findByAddress(address));
    const user = await find();
    await setting.ports.unitOfWork.run(({ users }) =>
      users.save({ ...user!, unreachableSince: new Date() }),
    );
    await anna.send('/start');
    expect((await find())?.unreachableSince).toBeUndefined();
  });

  it('charges an order once although Telegram refused the first answer to it', async () => {
    const { store, telegram, ports, settle } = setting;
    await anna.join();
    await trainAnAvatar(setting, anna);
    await anna.press('Create a picture');
    await anna.press('Ready styles');
    await anna.press('Film ·');
    await anna.press('Film noir');
    await anna.press('Make it');
    telegram.faults.set({
      tooManyRequests: { times: 1, retryAfter: 1, methods: ['editMessageText'] },
    });
    await expect(anna.press('Make it')).rejects.toMatchObject({ code: 'messenger.rate-limited' });
    ports.clock.advance(61_000);
    await settle();
    expect(store().generations.size).toBe(1);
    expect([...store().holds.values()].filter(({ status }) => status === 'held')).toHaveLength(1);
    expect((await anna.answers()).some(({ text }) => /Preparing|queue/u.test(text ?? ''))).toBe(
      true,
    );
  });

  it('shows progress in one message, also where jobs are faster than the answer', async () => {
    await anna.join();
    await trainAnAvatar(setting, anna);
    await anna.press('Create a picture');
    await anna.press('Ready styles');
    await anna.press('Film ·');
    await anna.press('Film noir');
    await anna.press('Make it');
    const { messageId, data } = await anna.buttonOf('Make it');
    const generationId = parseCallbackData(data).args[0] as GenerationId;
    const [user] = setting.store().users.values();
    const progress = { stage: 'running' } as const;
    const facts = { generationId, progress, attempt: firstAttempt, count: 1 };
    const news = { type: 'generation.progressed', ...facts } as const;
    await setting.ports.notifier.notify(user!, news, { images: [] });
    await anna.pressData(messageId, data);
    const about = (await anna.answers()).filter(({ text }) =>
      /Preparing|Drawing|queue/u.test(text ?? ''),
    );
    expect(about).toHaveLength(1);
    expect((await anna.answers()).map(({ id }) => id)).not.toContain(messageId);
  });

  it('says sorry for a message that was given up', async () => {
    await anna.join();
    await anna.send('hello');
    const payload = {
      message: {
        message_id: 1,
        chat: { id: anna.id, type: 'private' },
        from: { id: anna.id, first_name: 'Anna', language_code: 'ru' },
        text: 'x',
      },
    };
    const lane = `chat:${anna.id}`;
    await setting.bot.apologize({ id: 1, lane, payload, attempts: 5, conversation: undefined });
    expect((await anna.last()).text).toContain('У нас что-то сломалось');
  });
});
