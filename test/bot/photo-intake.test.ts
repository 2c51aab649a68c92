import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { gather, streamOf } from '@aisha/core';
import { plainArchive, plainPicture } from '@aisha/core/testing';
import { sharpPhotoReader } from '@aisha/adapters/sharp';
import { yauzlArchiveReader, yazlArchiveBuilder } from '@aisha/adapters/zip';
import { landUpdates } from '../../packages/bot/src/updates/land.ts';
import { photograph } from '../support/photographs.ts';
import { nameAnAvatar, trainAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('photos on their way into an avatar', () => {
  const { setting, anna } = useBotSetting();

  const verdicts = () =>
    [...setting.store().photos.values()].map(({ status, refusal }) => refusal ?? status);
  const count = (verdict: string) => verdicts().filter((each) => each === verdict).length;
  const statuses = async () =>
    (await anna.answers()).filter(({ text }) => text?.includes('good photo'));
  const send = (content: Uint8Array, own: Record<string, string> = {}) =>
    setting.telegram.page.upload(
      { user: String(anna.id), as: 'document', name: 'file', ...own },
      content,
    );
  const archiveOf = (...looks: string[]) =>
    plainArchive(looks.map((each) => ({ content: plainPicture({ looks: each }) })));

  it('are told about in one message, with what to do about those that are not good', async () => {
    await nameAnAvatar(anna);
    await anna.upload('one');
    await anna.upload('one');
    await anna.upload('blurred', {}, { quality: { sharpness: 1 } });
    await anna.upload('dark', {}, { quality: { brightness: 20 } });
    await setting.settle();
    expect((await statuses()).map(({ text }) => text)).toEqual([
      [
        '📸 2 good photos of 4 sent',
        'Send 8 more: an avatar takes 10–20.',
        '',
        'Not taken:',
        '• 1 × sent twice: send a different photo.',
        '• 1 × blurred: hold the phone still and tap the face to focus.',
        '',
        'Taken, but could be better:',
        '• 1 × rather dark: more light shows more of the face.',
      ].join('\n'),
    ]);
    await anna.sendAlbum(3, 'later');
    expect(await statuses()).toHaveLength(1);
    expect((await anna.last()).text).toContain('5 good photos of 7 sent');
  });

  it('are looked at on a numbered sheet, removed and replaced', async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(10);
    await anna.upload('album 3');
    await setting.settle();
    await anna.press('What was sent');
    const sheet = await anna.last();
    expect(sheet).toHaveProperty('photo');
    expect(sheet.caption).toContain('“Anna”: 1–9 of 11 sent');
    expect(sheet.caption).toContain('✅ Good: 1, 2, 3, 4, 5, 6, 7, 8, 9');
    await anna.press('10–11 ›');
    expect((await anna.last()).caption).toContain('❌ 11: sent twice');
    expect((await anna.last()).id).toBe(sheet.id);

    await anna.press('11');
    expect((await anna.last()).caption).toContain('Not taken: sent twice');
    expect(await anna.press('Remove')).toBe('Removed.');
    expect((await anna.last()).caption).toContain('“Anna”: 10 of 10 sent');
    expect(setting.store().photos.size).toBe(10);

    await anna.press('10');
    await anna.press('Replace');
    expect((await anna.last()).text).toContain('the place of photo 10');
    await anna.upload('better');
    await anna.upload('one more');
    await setting.settle();
    expect(setting.store().photos.size).toBe(11);
    expect((await anna.last()).text).toContain('11 good photos of 11 sent');
    expect(await statuses()).toHaveLength(1);
  });

  it('stay while a training learns from them', async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(10);
    const [photo] = setting.store().photos.values();
    await anna.press('Continue');
    await anna.press('Fast');
    await anna.press('Start training');
    const { id } = await anna.last();
    for (const route of ['unsend', 'swap']) {
      expect(await anna.pressData(id, `${route}:${photo!.id}`)).toContain('is training already');
    }
    expect(setting.store().photos.size).toBe(10);
  });

  it('have tips with examples, a tap away', async () => {
    await nameAnAvatar(anna);
    await anna.press('Tips');
    expect(await anna.last()).toHaveProperty('photo');
    expect((await anna.last()).caption).toContain('Photos that make a good avatar');
    await anna.press('Back');
    expect((await anna.last()).text).toContain('“Anna”: now the photos');
  });

  it('come alone, as albums, as files and in a ZIP, in any order', async () => {
    await nameAnAvatar(anna);
    await anna.upload('single', { as: 'document' });
    await send(archiveOf('zip 1', 'zip 2', 'single', 'zip 3'), { name: 'holiday.png' });
    for (const at of [1, 2, 3]) await anna.upload(`album ${at}`, { album: 'mixed' });
    await setting.settle();
    expect((await statuses()).map(({ text }) => text?.split('\n')[0])).toEqual([
      '📸 7 good photos of 8 sent',
    ]);
    expect((await anna.last()).text).toContain('1 × sent twice');
  });

  it('keep to the limit when a hundred come at once, and that is said once', async () => {
    await nameAnAvatar(anna);
    const before = (await anna.answers()).length;
    await anna.sendAlbum(100, 'all of them');
    expect(count('accepted')).toBe(20);
    expect(count('photo.over-limit')).toBe(80);
    expect((await anna.answers()).length - before).toBe(1);
    expect((await anna.last()).text).toContain('20 good photos of 100 sent');
    expect((await anna.last()).text).toContain('80 × over the limit of 20');
  });

  it('keep to the limit with two replicas at work, each photo taken once', async () => {
    await nameAnAvatar(anna);
    const before = (await anna.answers()).length;
    for (let at = 0; at < 100; at += 1) await anna.upload(`photo ${at}`, { album: 'all' });
    const { telegram, inbox, logger, bot, ports } = setting;
    for (let offset = 0, more = true; more;) {
      const updates = await telegram.telegram.callApi('getUpdates', { offset, timeout: 0 });
      await landUpdates({ inbox, logger }, updates);
      offset = Math.max(0, ...updates.map((update) => update.update_id + 1));
      more = updates.length > 0;
    }
    const replica = async (owner: string): Promise<void> => {
      for (;;) {
        const claimed = await inbox.claim({ owner, limit: 4, leaseMs: 60_000 });
        if (claimed.length === 0) return;
        for (const update of claimed) {
          await inbox.complete(update, { owner, ...(await bot.handle(update)) });
        }
      }
    };
    while (count('received') + count('photo.over-limit') < 100) {
      await Promise.all([replica('one'), replica('two')]);
    }
    expect(count('received')).toBe(20);
    await ports.jobs.drainFor(1000);
    expect(count('accepted')).toBe(20);
    expect((await anna.answers()).length - before).toBe(1);
  });

  it('are refused by the hundred with one sentence while nothing can be taken', async () => {
    await trainAnAvatar(setting, anna);
    const [avatar] = setting.store().avatars.values();
    await anna.pressData((await anna.last()).id, `photos:${avatar!.id}`);
    const training = { ...avatar!, status: 'training' as const };
    await setting.ports.unitOfWork.run(({ avatars }) => avatars.save(training));
    const before = (await anna.answers()).length;
    await anna.sendAlbum(100, 'all of them');
    expect((await anna.answers()).length - before).toBe(1);
    expect(setting.store().photos.size).toBe(10);
  });

  it.each([
    ['nothing was asked', []],
    ['a name is asked for', ['New avatar', 'Portrait', 'Woman']],
  ])(
    'are answered once where %s, however slowly an album comes and whoever handles it',
    async (_, presses) => {
      await anna.send('/start');
      for (const label of presses) await anna.press(label);
      const before = (await anna.answers()).length;
      for (let at = 0; at < 6; at += 1) {
        await anna.upload(`slow ${at}`, { album: 'slow' });
        await setting.settle();
        setting.ports.clock.advance(2000);
        setting.restart();
      }
      expect((await anna.answers()).length - before).toBe(1);
      setting.ports.clock.advance(10_000);
      await anna.sendAlbum(2, 'later');
      expect((await anna.answers()).length - before).toBe(2);
    },
  );

  it('are kept until it is known which avatar they are for', async () => {
    await anna.sendAlbum(4, 'first');
    expect((await anna.last()).text).toContain('Create an avatar first');
    await nameAnAvatar(anna);
    expect(await anna.press('Take the 4 photos sent before')).toBe('');
    await setting.settle();
    expect((await anna.last()).text).toContain('4 good photos of 4 sent');

    await anna.send('/start');
    await anna.send('/start');
    setting.ports.clock.advance(10_000);
    await anna.sendAlbum(3, 'second');
    expect((await anna.last()).text).toContain('Which avatar is this for?');
    await anna.press('Anna');
    await setting.settle();
    expect((await anna.last()).text).toContain('7 good photos of 7 sent');
    const stale = await anna.buttonOf('What was sent');
    const [avatar] = setting.store().avatars.values();
    await anna.pressData(stale.messageId, `take:${avatar!.id}`);
    expect(setting.store().photos.size).toBe(7);
  });

  it('of others are neither shown nor taken away', async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(2);
    const [photo] = setting.store().photos.values();
    const boris = await setting.aPerson('en', 'Boris');
    await boris.join();
    await boris.send('/start');
    const { id } = await boris.last();
    for (const route of ['photo', 'unsend', 'swap']) {
      expect(await boris.pressData(id, `${route}:${photo!.id}`)).toContain('does not exist');
    }
    for (const route of ['sent', 'take', 'tips', 'photos']) {
      expect(await boris.pressData(id, `${route}:${photo!.avatarId}`)).toContain('does not exist');
    }
    expect(setting.store().photos.size).toBe(2);
  });

  it.each([
    ['a ZIP with a password', plainArchive([{ content: plainPicture() }], { isEncrypted: true })],
    ['a damaged ZIP', archiveOf('one', 'two').slice(0, -20)],
    ['an empty ZIP', archiveOf()],
  ])('in %s are refused with a sentence that says what to do', async (words, archive) => {
    await nameAnAvatar(anna);
    await send(archive);
    await setting.settle();
    expect((await anna.last()).text).toContain(`• 1 × ${words}: `);
    await anna.press('What was sent');
    expect((await anna.last()).caption).toContain(`❌ 1: ${words}`);
  });

  it('are read for what they are: real photographs in a real ZIP, good and hopeless', async () => {
    Object.assign(setting.ports, {
      photoReader: sharpPhotoReader(),
      archiveReader: yauzlArchiveReader(),
    });
    await nameAnAvatar(anna);
    const good = await photograph(1);
    const contents = {
      'IMG 1.jpg': good,
      'IMG 2.jpg': await sharp(good).blur(30).jpeg().toBuffer(),
      'IMG 3.jpg': await sharp(good).linear(0.02, 0).jpeg().toBuffer(),
      'IMG 4.jpg': await sharp(await photograph(4))
        .blur(0.7)
        .jpeg()
        .toBuffer(),
      'panorama.jpg': await photograph(5, { width: 3000, height: 600 }),
      '__MACOSX/._IMG 1.jpg': Buffer.from('resource fork'),
    };
    const entries = Object.entries(contents).map(([name, content]) => ({
      name,
      bytes: content.length,
      open: async () => streamOf(content),
    }));
    await send(await gather(yazlArchiveBuilder().build(entries)), { name: 'photos.zip' });
    await setting.settle();
    expect(verdicts()).toEqual([
      'accepted',
      'photo.blurred',
      'photo.too-dark',
      'accepted',
      'photo.too-narrow',
    ]);
    expect([...setting.store().photos.values()][3]?.warnings).toEqual(['photo.soft']);
    await anna.press('What was sent');
    expect(await anna.last()).toHaveProperty('photo');
    expect((await anna.last()).caption).toContain('⚠️ 4: a little blurred');
  });
});
