import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '@aisha/core';
import { callbackData } from '../../packages/bot/src/callback-data.ts';
import { nameAnAvatar, trainAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('avatars in the chat', () => {
  const { setting, anna } = useBotSetting({ policy: { ...defaultPolicy, previews: { count: 4 } } });

  const words = async (): Promise<string> => {
    const { text, caption } = await anna.last();
    return text ?? caption ?? '';
  };
  const labels = async (): Promise<string[]> =>
    ((await anna.last()).keyboard ?? []).flat().map(({ text }) => text);
  const drawPreviews = async (): Promise<void> => {
    setting.ports.generator.succeed(setting.ports.generator.latest().requestId);
    await setting.ports.jobs.drainFor(60_000);
    await setting.settle();
  };
  const trainWithPreviews = async (name = 'Anna'): Promise<void> => {
    await trainAnAvatar(setting, anna, name);
    await drawPreviews();
  };
  const trainAgain = async (): Promise<void> => {
    await anna.press('Open the avatar');
    await anna.press('Train again');
    expect(await words()).toContain('Photos: 10');
    await anna.press('With the same photos');
    await anna.press('Fast');
    await anna.press('Start training');
    setting.ports.trainer.succeed(setting.ports.trainer.latest().requestId);
    await setting.ports.jobs.drainFor(60_000);
    await drawPreviews();
  };
  const avatars = () => [...setting.store().avatars.values()];

  it('are chosen by a card for each kind and by both side by side', async () => {
    await anna.send('/create');
    await anna.press('Compare side by side');
    expect(await words()).toMatch(/Time +3–15 min +5–30 min/u);
    expect(await words()).toMatch(/Training +60–150 +80–200/u);
    await anna.press('Artistic');
    expect(await words()).toContain('Technology: FLUX.2');
    expect(await words()).toContain('80–200 💎');
    await anna.press('Back');
    await anna.press('Portrait');
    expect(await words()).toContain('3–15 minutes, 60–150 💎');
    await anna.press('Woman');
    expect(await words()).toContain('What shall we call');
  });

  it('that are not finished are asked about by whoever leaves them, once', async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(4);
    await anna.press('Menu');
    expect(await words()).toContain('“Anna” is not finished yet');
    expect(await words()).toContain('Photos: 4, 6 more are needed');
    expect(await labels()).toEqual(['▶️ Continue', '💾 Keep as draft', '🗑 Delete']);
    await anna.press('Keep as draft');
    expect(await words()).toContain('Main menu');
    await anna.press('My avatars');
    expect(await words()).toContain('Status: draft, 6 photos missing');
    setting.ports.clock.advance(5 * 24 * 60 * 60_000);
    await anna.press('Continue');
    await anna.sendAlbum(6, 'more');
    expect(await words()).toContain('10 good photos');
    await anna.press('Menu');
    await anna.press('Continue');
    expect(await words()).toContain('how thoroughly shall I learn');
  });

  it('that have no name yet are kept under one of ours, or not at all', async () => {
    await anna.send('/create');
    await anna.press('Portrait');
    await anna.press('Woman');
    await anna.send('/cancel');
    expect(await words()).toContain('without a name so far');
    await anna.press('Continue');
    await anna.press('Menu');
    await anna.press('Delete');
    expect(await words()).toContain('Main menu');
    expect(avatars()).toEqual([]);
    await anna.send('/create');
    await anna.press('Portrait');
    await anna.press('Man');
    await anna.press('Menu');
    const keep = await anna.buttonOf('Keep as draft');
    await anna.pressData(keep.messageId, keep.data);
    expect(await words()).toContain('Kept as “My portrait”');
    await anna.pressData(keep.messageId, keep.data);
    expect(avatars()).toMatchObject([{ name: 'My portrait', status: 'draft', subject: 'man' }]);
  });

  it('are told of when they are ready, then shown what they have learnt, for nothing', async () => {
    await trainAnAvatar(setting, anna);
    expect(await words()).toContain('“Anna” is ready!');
    expect(await words()).toContain('The first 4 pictures follow');
    const seen = (await anna.answers()).length;
    await drawPreviews();
    const news = (await anna.answers()).slice(seen);
    expect(news.filter(({ photo }) => photo)).toHaveLength(4);
    expect(news.at(-1)?.text).toContain('“Anna”: the first pictures of version 1');
    const [user] = setting.store().users.values();
    expect(await setting.aisha.getBalance(user!.id)).toEqual({ available: 240, held: 0 });
    await anna.press('Open the avatar');
    const card = await anna.last();
    expect(card.photo).toBeDefined();
    expect(card.caption).toContain('⭐ Anna · main avatar');
    expect(card.caption).toContain('Versions: 1, in use: version 1');
    expect(setting.telegram.callsOf('sendMediaGroup')).toHaveLength(1);
  });

  it('are renamed by the rules of a first name', async () => {
    await nameAnAvatar(anna);
    await anna.send('/avatars');
    await anna.press('Keep as draft');
    await anna.press('Rename');
    expect(await words()).toContain('A new name for “Anna”?');
    await anna.send('<b>');
    expect(await words()).toContain('made of letters');
    await anna.send('Ivan <3');
    expect(avatars()).toMatchObject([{ name: 'Anna' }]);
    await anna.send('Maria');
    expect(await words()).toContain('Renamed.');
    expect(await words()).toContain('Maria');
    expect(avatars()).toMatchObject([{ name: 'Maria' }]);
    await anna.send('Another');
    expect(avatars()).toMatchObject([{ name: 'Maria' }]);
  });

  it('have one among them that is the main one', async () => {
    await nameAnAvatar(anna, 'First');
    await nameAnAvatar(anna, 'Second');
    await anna.send('/avatars');
    await anna.press('Keep as draft');
    await anna.press('Second');
    expect(await anna.press('Make main')).toBe('⭐ “Second” is your main avatar now.');
    expect(await words()).toContain('Second · main avatar');
    expect(await labels()).not.toContain('⭐ Make main');
    await anna.press('Delete');
    await anna.press('Yes, delete');
    expect(await words()).toContain('“Second” is deleted');
    expect(await words()).toContain('First · main avatar');
  });

  it('are listed as soon as there are two, each with its photos and versions beside it', async () => {
    await trainWithPreviews();
    await trainAgain();
    await anna.send('/avatars');
    expect(await words()).toContain('Anna · main avatar');
    expect(await labels()).toEqual(
      expect.arrayContaining(['📸 Photos', '🕘 Versions', '⚖️ Compare', '➕ New avatar']),
    );
    expect(await labels()).not.toContain('‹ Back');
    await nameAnAvatar(anna, 'Second');
    await anna.send('/avatars');
    await anna.press('Keep as draft');
    const rows = ((await anna.last()).keyboard ?? []).map((row) => row.map(({ text }) => text));
    expect(rows.slice(0, 2)).toEqual([
      ['📝 Second', '📸 0'],
      ['✅⭐ Anna', '📸 10', '🕘 2'],
    ]);
    await anna.press('🕘 2');
    expect(await words()).toContain('Versions of “Anna”');
    await anna.press('Back');
    await anna.press('Back');
    await anna.press('📸 10');
    expect(await words()).toContain('1–9 of 10 sent');
    await anna.press('Back');
    await anna.press('Back');
    await anna.press('📸 0');
    expect(await words()).toContain('“Second”: now the photos');
    await anna.press('Back');
    expect(await words()).toContain('Status: draft');
  });

  it('show the only version in the place of a list', async () => {
    await trainWithPreviews();
    await anna.press('Open the avatar');
    expect(await labels()).not.toContain('⚖️ Compare');
    await anna.press('Versions');
    expect(await words()).toContain('“Anna”, version 1 · in use');
    await anna.press('Back');
    expect(await words()).toContain('Anna · main avatar');
  });

  it('learn again as a new version, are compared, and go back', async () => {
    await trainWithPreviews();
    await trainAgain();
    expect(await words()).toContain('the first pictures of version 2');
    await anna.press('Compare with the version before');
    const compared = await anna.last();
    expect(compared.photo).toBeDefined();
    expect(compared.caption).toMatch(/Left: version 1, .*Fast\n.*Right: version 2, .* · in use/u);
    await anna.press('Use version 1');
    expect(await words()).toContain('“Anna”, version 1 · in use');
    await anna.press('Back');
    expect(await words()).toMatch(/▫️ Version 2.*\n✅ Version 1.*in use/u);
    await anna.press('Version 2');
    await anna.press('Compare with the one in use');
    expect((await anna.last()).caption).toMatch(
      /Left: version 2.*\n.*Right: version 1, .* · in use/u,
    );
    const [avatar] = avatars();
    const first = setting.store().trainings.get(avatar!.activeTrainingId!);
    expect(first?.version).toBe(1);
  });

  it('learn again from new photos only, and can go back to what they were', async () => {
    await trainWithPreviews();
    await anna.press('Open the avatar');
    await anna.press('Train again');
    await anna.press('With new photos only');
    expect(await words()).toContain('Remove all 10 photos of “Anna”?');
    await anna.press('Back');
    expect(await words()).toContain('1–9 of 10 sent');
    await anna.press('Remove all');
    const yes = await anna.buttonOf('Yes, remove all');
    expect(await anna.pressData(yes.messageId, yes.data)).toBe('Removed.');
    expect(await words()).toContain('“Anna”: now the photos');
    await anna.sendAlbum(11, 'new');
    expect(await words()).toContain('11 good photos of 11 sent');
    await anna.press('Continue');
    await anna.press('Fast');
    expect(await words()).toContain('Photos: 11');
    await anna.press('Start training');
    setting.ports.trainer.succeed(setting.ports.trainer.latest().requestId);
    await setting.ports.jobs.drainFor(60_000);
    await drawPreviews();
    await anna.press('Compare with the version before');
    await anna.press('Use version 1');
    expect(await words()).toContain('“Anna”, version 1 · in use');
    expect(await words()).toContain('Photos: 10');
  });

  it('are usable while they learn again, and what runs is stopped when they are deleted', async () => {
    await trainWithPreviews();
    await anna.press('Open the avatar');
    await anna.press('Train again');
    await anna.press('With the same photos');
    await anna.press('Fast');
    await anna.press('Start training');
    await anna.send('/avatars');
    expect((await anna.last()).caption).toContain('you can go on using this one');
    expect(await labels()).toEqual(
      expect.arrayContaining(['✨ Create a picture', '✖️ Cancel training']),
    );
    await anna.press('Delete');
    expect(await words()).toContain('photos: 10');
    expect(await words()).toContain('it is stopped, its credits come back');
    expect(await words()).toContain('stay in your gallery');
    await anna.press('No, keep it');
    expect((await anna.last()).caption).toContain('Anna');
    await anna.press('Delete');
    await anna.press('Yes, delete');
    await setting.ports.jobs.drainFor(60_000);
    await setting.settle();
    const seen = (await anna.answers()).map(({ text }) => text ?? '').join('\n');
    expect(seen).toContain('“Anna” is deleted');
    expect(seen).toContain('60 credits are back');
    expect(setting.store().photos.size).toBe(0);
    await anna.send('/gallery');
    expect(await words()).toContain('4 pictures');
  });

  it('of others are not found, whatever a button says', async () => {
    await trainWithPreviews();
    const [avatar] = avatars();
    const boris = await setting.aPerson('en', 'Boris');
    await boris.join();
    const { id: messageId } = await boris.last();
    const before = setting.store();
    const { id: avatarId, activeTrainingId: trainingId = '' } = avatar!;
    const onAvatar = [
      'avatar',
      'rename',
      'retrain',
      'make-main',
      'delete-avatar',
      'avatar-deleted',
      'clear',
      'cleared',
    ];
    const forged = [
      ...[...onAvatar, 'versions'].map((route) => callbackData(route, avatarId)),
      ...['version', 'use-version'].map((route) => callbackData(route, trainingId)),
      callbackData('compare', trainingId, trainingId),
    ];
    for (const data of forged) {
      expect(await boris.pressData(messageId, data), data).toMatch(/does not exist any more/u);
    }
    expect(setting.store().avatars).toEqual(before.avatars);
    expect(setting.store().trainings).toEqual(before.trainings);
  });
});
