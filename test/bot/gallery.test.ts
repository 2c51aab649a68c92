import { beforeEach, describe, expect, it } from 'vitest';
import type { BlobKey, Image, UserId } from '@aisha/core';
import { anImage, aGeneration, readPlainArchive } from '@aisha/core/testing';
import { parseCallbackData } from '../../packages/bot/src/callback-data.ts';
import { trainAnAvatar } from './creating.ts';
import { picture } from './telegram.ts';
import { useBotSetting } from './use-bot-setting.ts';

const drawing = picture(96, 128);

describe('the gallery', () => {
  const { setting, anna } = useBotSetting();

  /** So many pictures of a trained avatar, without waiting for any. */
  const hangUp = async (count: number, own: Partial<Image> = {}): Promise<readonly Image[]> => {
    if (setting.store().avatars.size === 0) await trainAnAvatar(setting, anna);
    await clear();
    const [avatar] = setting.store().avatars.values();
    const { id: avatarId, userId, activeTrainingId } = avatar!;
    const { blobs, ids, unitOfWork } = setting.ports;
    const order = aGeneration({
      id: ids.next(),
      userId,
      avatarId,
      trainingId: activeTrainingId!,
      status: 'succeeded',
      styleId: own.styleId,
    });
    const content = await drawing;
    const images: Image[] = [];
    for (let index = 0; index < count; index += 1) {
      const image = anImage({
        id: ids.next(),
        userId,
        avatarId,
        generationId: order.id,
        index,
        bytes: content.length,
        blobKey: `images/${order.id}/${index}.png` as BlobKey,
        thumbnailKey: `images/${order.id}/${index}.thumbnail.jpg` as BlobKey,
        ...own,
      });
      for (const key of [image.blobKey, image.thumbnailKey]) {
        const options = { contentType: 'image/png', maxBytes: 1e7 };
        await blobs.put(key, [content] as never, options);
      }
      images.push(image);
    }
    await unitOfWork.run(async (tx) => {
      await tx.generations.add(order);
      await tx.images.addAll(images);
    });
    return images.toReversed();
  };
  let isCleared = false;
  /** Without the first pictures of the version, so that what is shown is known. */
  const clear = async () => {
    if (isCleared) return;
    isCleared = true;
    for (const { id, userId } of setting.store().images.values()) {
      await setting.ports.unitOfWork.run(({ images }) => images.delete(id, userId));
    }
  };
  beforeEach(() => {
    isCleared = false;
  });
  const labels = async () => (await anna.last()).keyboard?.flat().map(({ text }) => text) ?? [];
  const numbers = async () => (await labels()).filter((label) => /^\S*\s?\d$/u.test(label));
  const screens = async () => (await anna.answers()).filter(({ photo }) => photo);

  it('says so where there is nothing, and how to change that', async () => {
    await anna.send('/gallery');
    expect((await anna.last()).text).toContain('No pictures yet');
    expect(await labels()).toEqual(['✨ Create a picture', '🏠 Menu']);
  });

  it('shows nine at a time in one message, leads down and up, and uploads a page once', async () => {
    await hangUp(20);
    await anna.send('/gallery');
    const before = (await anna.messages()).length;
    expect((await anna.last()).caption).toContain('9 pictures');
    expect(await numbers()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(await labels()).not.toContain('⬅️ Newer');
    await anna.press('Older');
    await anna.press('Older');
    expect((await anna.last()).caption).toContain('2 pictures');
    expect(await labels()).not.toContain('Older ➡️');
    await anna.press('Newer');
    await anna.press('Newer');
    expect(await labels()).not.toContain('⬅️ Newer');
    expect(await anna.messages()).toHaveLength(before);
    const media = setting.telegram
      .callsOf('editMessageMedia')
      .map(({ parameters }) => JSON.stringify(parameters['media']));
    expect(media).toHaveLength(4);
    expect(media.filter((one) => one.includes('attach://'))).toHaveLength(2);
  });

  it('skips and repeats nothing while pictures come and go between its pages', async () => {
    const all = await hangUp(22);
    const shown = async () =>
      (await anna.last()).keyboard
        ?.flat()
        .flatMap(({ data = '' }) =>
          data.startsWith('-picture:') ? [parseCallbackData(data).args[0]] : [],
        ) ?? [];
    const idsOf = (from: number, to: number) => all.slice(from, to).map(({ id }) => id);
    await anna.send('/gallery');
    expect(await shown()).toEqual(idsOf(0, 9));
    // The one that the next page is cut by, and one on it.
    for (const at of [8, 10]) await setting.aisha.deleteImage(all[at]!.id, all[at]!.userId);
    const newest = await hangUp(1);
    await anna.press('Older');
    expect(await shown()).toEqual([...idsOf(9, 10), ...idsOf(11, 19)]);
    await anna.press('Older');
    expect(await shown()).toEqual(idsOf(19, 22));
    await anna.press('Newer');
    await anna.press('Newer');
    expect(await shown()).toEqual([newest[0]!.id, ...idsOf(0, 8)]);
    expect(await labels()).not.toContain('⬅️ Newer');
    await anna.press('Statistics');
    expect((await anna.last()).text).toContain('Pictures: 21');
  });

  it('shows a picture anew whose handle Telegram has forgotten, and keeps the new one', async () => {
    const [image] = await hangUp(1);
    await setting.ports.unitOfWork.run(({ images }) =>
      images.markShown(image!.id, 'forgotten-handle' as never),
    );
    await anna.send('/gallery');
    await anna.press('1');
    expect(await anna.last()).toHaveProperty('photo');
    const { shownAs } = setting.store().images.get(image!.id)!;
    expect(shownAs).not.toBe('forgotten-handle');
    const uploads = setting.uploads.get(`image:${image!.id}`);
    expect(uploads).toBe(1);
    await anna.press('‹ Gallery');
    await anna.press('1');
    expect(setting.uploads.get(`image:${image!.id}`)).toBe(1);
  });

  it('opens a picture, its neighbours, and the page it is on', async () => {
    const all = await hangUp(12);
    await anna.send('/gallery');
    await anna.press('5');
    expect(await labels()).toEqual(
      expect.arrayContaining(['‹ Newer', 'Older ›', '🎲 Vary', '🗑 Delete', '‹ Gallery']),
    );
    const before = (await screens()).length;
    await anna.press('Older ›');
    await anna.press('🤍 Favourite');
    expect(await labels()).toContain('❤️ Favourite');
    expect(setting.store().images.get(all[5]!.id)?.isFavourite).toBe(true);
    expect(await screens()).toHaveLength(before);
    await anna.press('‹ Gallery');
    expect((await numbers())[0]).toBe('❤️ 1');
    expect((await anna.last()).caption).toContain('7 pictures');
  });

  it('deletes after a question, and shows what follows', async () => {
    const all = await hangUp(3);
    await anna.send('/gallery');
    await anna.press('2');
    await anna.press('Delete');
    expect((await anna.last()).text).toContain('Delete this picture?');
    await anna.press('Back');
    expect(await labels()).toContain('🗑 Delete');
    await anna.press('Delete');
    await anna.press('Yes, delete');
    expect((await anna.last()).caption).toContain('1 picture.');
    expect(setting.store().images.has(all[1]!.id)).toBe(false);
    await anna.press('1');
    await anna.press('Delete');
    await anna.press('Yes, delete');
    await anna.press('1');
    await anna.press('Delete');
    await anna.press('Yes, delete');
    expect((await anna.last()).text).toContain('No pictures yet');
  });

  it('narrows to favourites, an avatar, a style and a month, by what there is', async () => {
    await hangUp(2, { styleId: 'film-noir', createdAt: new Date('2026-05-31T12:00:00Z') });
    const [favourite] = await hangUp(3);
    await like(favourite!);
    await anna.send('/gallery');
    await anna.press('Filter');
    expect(await labels()).toEqual([
      '🖼 All · 5',
      '❤️ Favourites · 1',
      '🎭 Anna · 5',
      '‹ Back',
      '🏠 Menu',
    ]);
    await anna.press('Favourites');
    expect((await anna.last()).caption).toContain('Favourites');
    expect((await anna.last()).caption).toContain('1 picture.');
    expect(await labels()).toContain('📤 Send to a chat');
    await anna.press('Filter');
    await anna.press('🎭 Anna');
    expect((await anna.last()).caption).toContain('5 pictures');
    await anna.press('🎨 Styles');
    await anna.press('Film noir · 2');
    expect((await anna.last()).caption).toContain('2 pictures');
    await anna.press('📅 Months');
    expect(await labels()).toEqual(['Nov 2026 · 3', 'May 2026 · 2', '‹ Back', '🏠 Menu']);
    await anna.press('May 2026');
    expect((await anna.last()).caption).toContain('2 pictures');
    await anna.press('1');
    expect(await labels()).not.toContain('‹ Newer');
    expect(await labels()).toContain('Older ›');
  });

  it('says so where no picture is of a ready style', async () => {
    await hangUp(1);
    await anna.send('/gallery');
    await anna.press('🎨 Styles');
    expect((await anna.last()).text).toContain('None of your pictures');
    await anna.press('Back');
    expect((await anna.last()).caption).toContain('1 picture.');
  });

  it('counts what there is', async () => {
    const [favourite] = await hangUp(4, { styleId: 'film-noir' });
    await like(favourite!);
    await anna.send('/gallery');
    await anna.press('Statistics');
    const { text } = await anna.last();
    expect(text).toContain('Pictures: 4');
    expect(text).toContain('Favourites: 1');
    expect(text).toContain('• Anna: 4');
    expect(text).toContain('Film noir: 4');
  });

  it('sends chosen pictures as an archive, from several pages', async () => {
    const all = await hangUp(11);
    await anna.send('/gallery');
    await anna.press('Select');
    await anna.press('2');
    await anna.press('4');
    await anna.press('✅ 4');
    await anna.press('Older');
    await anna.press('1');
    expect((await anna.last()).caption).toContain('Chosen: 2 of 50');
    await anna.press('Send the chosen · 2');
    await setting.ports.jobs.drainFor(60_000);
    const file = await anna.last();
    expect(file.document?.name).toBe('pictures.zip');
    expect(file.caption).toContain('2 pictures');
    const archive = exported();
    expect(archive).toHaveLength(2);
    const sizes = [all[1]!, all[9]!].map(({ bytes }) => bytes);
    expect(archive.map(({ content }) => content.length)).toEqual(sizes);
  });

  it('sends everything that a filter shows', async () => {
    const [favourite] = await hangUp(3);
    await like(favourite!);
    await anna.send('/gallery');
    await anna.press('Filter');
    await anna.press('Favourites');
    await anna.press('Select');
    await anna.press('Send everything shown');
    await setting.ports.jobs.drainFor(60_000);
    expect((await anna.last()).caption).toContain('1 picture');
    expect(exported()).toHaveLength(1);
  });

  it('lets nobody ask for one archive after the other', async () => {
    await hangUp(1);
    for (let time = 0; time < 3; time += 1) {
      await anna.send('/gallery');
      await anna.press('Select');
      expect(await anna.press('Send everything shown')).toBe('');
    }
    await anna.send('/gallery');
    await anna.press('Select');
    expect(await anna.press('Send everything shown')).toContain('a few minutes');
  });

  it('says of a selection that is over that its buttons are', async () => {
    await hangUp(2);
    await anna.send('/gallery');
    await anna.press('Select');
    const { messageId, data } = await anna.buttonOf('1');
    await anna.send('/start');
    expect(await anna.pressData(messageId, data)).toContain('expired');
  });

  it('understands the buttons of an older gallery', async () => {
    const all = await hangUp(5);
    await anna.send('/start');
    const { id } = await anna.last();
    await anna.pressData(id, `gallery:${all[1]!.id}`);
    expect((await anna.last()).caption).toContain('3 pictures');
  });

  const like = ({ id, userId }: { id: Image['id']; userId: UserId }) =>
    setting.aisha.markFavourite(id, userId, true);
  const archives = () => setting.ports.blobs.keys().filter((key) => key.startsWith('exports/'));
  const exported = () => {
    const [key] = archives();
    const content = key && setting.ports.blobs.contentOf(key);
    if (!content) throw new Error('nothing was exported');
    return readPlainArchive(content);
  };
});
