import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '@aisha/core';
import { callbackData } from '../../packages/bot/src/callback-data.ts';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';
import { nameAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('whoever goes away from what they were doing', () => {
  const { setting, anna } = useBotSetting();

  const words = async (): Promise<string> => {
    const { text, caption } = await anna.last();
    return text ?? caption ?? '';
  };
  const labels = async (): Promise<string[]> =>
    ((await anna.last()).keyboard ?? []).flat().map(({ text }) => text);
  const step = () => setting.conversationWith(anna.id).step;
  const theAvatar = () => [...setting.store().avatars.values()][0]!;

  it.each([
    ['/start', 'Main menu'],
    ['/cancel', 'Stopped'],
    ['/create', 'What kind of avatar?'],
    ['/avatars', 'Status: draft'],
    ['/gallery', 'No pictures yet'],
    ['/styles', 'Which style?'],
  ])(
    'by %s is asked about an avatar that waits for photos, once, and then goes there',
    async (command, there) => {
      await nameAnAvatar(anna);
      await anna.send(command);
      expect(await words()).toContain('“Anna” is not finished yet');
      expect(await labels()).toEqual(['▶️ Continue', '💾 Keep as draft', '🗑 Delete']);
      await anna.press('Continue');
      expect(step()).toBe('photos');
      await anna.send(command);
      await anna.press('Keep as draft');
      if (command !== '/cancel') expect(await words()).toContain(there);
      expect(step()).toBe('idle');
      await anna.send(command);
      expect(await words()).toContain(there);
      expect(theAvatar()).toMatchObject({ name: 'Anna', status: 'draft' });
    },
  );

  it.each(['menu', 'new', 'avatars', 'gallery', 'pictures'])(
    'by an older button (%s) is asked as well',
    async (route) => {
      await nameAnAvatar(anna);
      const { id } = await anna.last();
      await anna.pressData(id, route);
      expect(await words()).toContain('“Anna” is not finished yet');
    },
  );

  it.each(['/gallery', '/avatars', '/create'])(
    'by %s before there is a name is asked too, and deleting leads there',
    async (command) => {
      await anna.send('/create');
      await anna.press('Portrait');
      await anna.press('Woman');
      await anna.send(command);
      expect(await words()).toContain('without a name so far');
      await anna.press('Delete');
      const there = { '/gallery': 'No pictures', '/avatars': 'no avatars', '/create': 'What kind' };
      expect(await words()).toContain(there[command as keyof typeof there]);
      expect(setting.store().avatars.size).toBe(0);
    },
  );

  it('looks things up in between without being asked, and goes on where it was', async () => {
    await nameAnAvatar(anna);
    for (const command of ['/help', '/balance', '/settings', '/privacy', '/paysupport', '/terms']) {
      await anna.send(command);
      expect(await words(), command).not.toContain('not finished yet');
    }
    await anna.sendAlbum(3);
    expect(await words()).toContain('3 good photos of 3 sent');
  });

  it('is asked while choosing how to train, however they came there', async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(10);
    await anna.send('/start');
    await anna.press('Keep as draft');
    await anna.press('My avatars');
    await anna.press('Continue');
    await anna.press('Fast');
    await anna.press('Menu');
    expect(await words()).toContain('“Anna” is not finished yet');
    await anna.press('Continue');
    expect(await words()).toContain('how thoroughly shall I learn');
    await anna.sendAlbum(1, 'one more');
    expect(await words()).toContain('11 good photos of 11 sent');
  });

  it('from a question for another name has not answered it', async () => {
    await nameAnAvatar(anna);
    await anna.send('/avatars');
    await anna.press('Keep as draft');
    await anna.press('Rename');
    await anna.press('Back');
    await anna.send('hello');
    expect(theAvatar().name).toBe('Anna');
  });

  it('from a question for a replacement has not sent one', async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(10);
    await anna.press('What was sent');
    await anna.press('3');
    await anna.press('Replace');
    await anna.press('Back');
    await anna.sendAlbum(1, 'one more');
    expect(await words()).toContain('11 good photos of 11 sent');
    expect(setting.store().photos.size).toBe(11);
  });

  it('from a question for a name can choose again what it is of', async () => {
    await anna.send('/create');
    await anna.press('Portrait');
    await anna.press('Woman');
    await anna.press('Back');
    expect(await words()).toContain('Who or what is in the photos?');
    expect(step()).toBe('idle');
    await anna.press('Man');
    await anna.send('Boris');
    expect(theAvatar()).toMatchObject({ name: 'Boris', subject: 'man' });
  });

  it('to look at the photos of another avatar sends the next ones to that', async () => {
    await nameAnAvatar(anna, 'First');
    const first = theAvatar();
    await anna.sendAlbum(1, 'one');
    const look = await anna.buttonOf('What was sent');
    await nameAnAvatar(anna, 'Second');
    await anna.pressData(look.messageId, callbackData('sent', first.id));
    await anna.sendAlbum(1, 'two');
    const owners = [...setting.store().photos.values()].map(({ avatarId }) => avatarId);
    expect(owners).toEqual([first.id, first.id]);
  });
});

describe('/cancel', () => {
  let setting: BotSetting;
  let anna: Person;

  beforeEach(async () => {
    setting = await startBotSetting();
    anna = await setting.aPerson();
    await anna.join();
  });
  afterEach(() => setting.stop());

  it('does not claim to have stopped a training, and leads to it', async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(10);
    await anna.press('Continue');
    await anna.press('Fast');
    await anna.press('Start training');
    const { text } = await anna.send('/cancel');
    expect(text).not.toContain('Stopped');
    expect(text).toContain('“Anna” goes on training');
    await anna.press('🧠⭐ Anna');
    await anna.press('Cancel training');
    await anna.press('Yes, stop');
    await setting.settle();
    expect((await anna.last()).text).toContain('60 credits are back');
    expect((await anna.send('/cancel')).text).toContain('Stopped');
  });
});

describe('a name that cannot be', () => {
  it('leaves a way out under every answer', async () => {
    const policy = { ...defaultPolicy, previews: { count: 0 }, maxAvatarsPerUser: 1 };
    const setting = await startBotSetting(policy);
    const anna = await setting.aPerson();
    await anna.join();
    const way = async () =>
      ((await anna.last()).keyboard ?? []).flat().map(({ text }) => text.slice(2).trim());
    await anna.send('/create');
    await anna.press('Portrait');
    await anna.press('Woman');
    await anna.send('<b>');
    expect(await way()).toEqual(['Menu']);
    await anna.send('Anna');
    await nameAnAvatar(anna, 'Second');
    expect((await anna.last()).text).toContain('more is not possible');
    expect(await way()).toEqual(['My avatars', 'Menu']);
    expect(setting.conversationWith(anna.id).step).toBe('idle');
    await anna.press('My avatars');
    await anna.press('Rename');
    await anna.send('_*[');
    expect(await way()).toEqual(['Menu']);
    await setting.stop();
  });
});
