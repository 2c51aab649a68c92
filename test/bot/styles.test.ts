import { beforeEach, describe, expect, it } from 'vitest';
import { streamOf, type BlobKey, type ImageId } from '@aisha/core';
import { aStyle, aStyleCategory, someStyleCategories, someStyles } from '@aisha/core/testing';
import { nameAnAvatar, trainAnAvatar } from './creating.ts';
import { picture, type PageMessage } from './telegram.ts';
import { useBotSetting } from './use-bot-setting.ts';

const labelsOf = ({ keyboard }: PageMessage): string[] =>
  (keyboard ?? []).flat().map(({ text }) => text);
const textOf = ({ text, caption }: PageMessage): string => text ?? caption ?? '';

describe('ready styles', () => {
  const { setting, anna } = useBotSetting();

  beforeEach(async () => {
    await trainAnAvatar(setting, anna);
    await anna.send('/start');
  });

  const orders = () => [...setting.store().generations.values()];
  const receive = async () => {
    setting.ports.generator.succeed(setting.ports.generator.latest().requestId);
    await setting.ports.jobs.drainFor(60_000);
    await setting.settle();
  };

  it('are three taps from the menu, and come with a price before anything is made', async () => {
    await anna.press('Ready styles');
    expect(labelsOf(await anna.last()).slice(0, 5)).toEqual([
      '🔥 Popular',
      '⭐ Favourites · 0',
      '🎲 Surprise me',
      '🌃 City · 2',
      '🎬 Film · 1',
    ]);
    await anna.press('City ·');
    await anna.press('City at night');
    expect(textOf(await anna.last())).toContain('“City at night”');
    expect(textOf(await anna.last())).toContain('📐 9:16');
    await anna.press('Make it');
    const confirm = textOf(await anna.last());
    expect(confirm).toContain('Style: 🌃 City at night');
    expect(confirm).toContain('Shape: 9:16');
    expect(orders()).toEqual([]);
    await anna.press('Make it · 2');
    expect(orders()).toMatchObject([
      { styleId: 'evening-city', styleName: { title: { en: 'City at night' } }, price: 2 },
    ]);
    const [order] = orders();
    expect(order?.prompt).toContain('portrait of a woman, looking over her shoulder');
    expect(order?.request.fullPrompt).toMatch(/portrait of TOK\w{6}, a woman, looking over her/u);
  });

  it('are shown with what most people order first', async () => {
    for (const label of ['Popular', 'Business portrait', 'Make it', 'Make it ·']) {
      if (label === 'Popular') await anna.press('Ready styles');
      await anna.press(label);
    }
    await receive();
    await anna.send('/styles');
    await anna.press('City ·');
    expect(labelsOf(await anna.last()).slice(0, 2)).toEqual([
      '💼 Business portrait',
      '🌃 City at night',
    ]);
  });

  it('become favourites with a star, and are none any more with another tap', async () => {
    await anna.send('/styles');
    await anna.press('Favourites · 0');
    expect(textOf(await anna.last())).toContain('No favourites yet');
    await anna.press('Back');
    await anna.press('Film ·');
    await anna.press('Film noir');
    expect(await anna.press('☆ Favourite')).toBe('⭐ Among the favourites.');
    expect(labelsOf(await anna.last())).toContain('⭐ Favourite');
    await anna.press('Back');
    expect(labelsOf(await anna.last())[0]).toBe('⭐ 🎞️ Film noir');
    await anna.press('Back');
    await anna.press('Favourites · 1');
    await anna.press('Film noir');
    expect(await anna.press('⭐ Favourite')).toBe('No longer a favourite.');
    expect(setting.store().favouriteStyles.size).toBe(0);
  });

  it('surprise with another one each time', async () => {
    await anna.send('/styles');
    await anna.press('Surprise me');
    let before = textOf(await anna.last());
    for (let times = 0; times < 8; times += 1) {
      await anna.press('Another one');
      const now = textOf(await anna.last());
      expect(now).not.toBe(before);
      before = now;
    }
  });

  it('ask which avatar where there are several, and offer only those that they suit', async () => {
    await nameAnAvatar(anna, 'Mug');
    await anna.sendAlbum(12, 'mug');
    for (const label of ['Continue', 'Fast', 'Start training']) await anna.press(label);
    setting.ports.trainer.succeed(setting.ports.trainer.latest().requestId);
    await setting.ports.jobs.drainFor(60_000);
    await anna.send('/styles');
    await anna.press('Film ·');
    await anna.press('Film noir');
    await anna.press('Make it');
    expect(textOf(await anna.last())).toContain('with which avatar?');
    await anna.press('Mug');
    await anna.press('Make it ·');
    const mug = [...setting.store().avatars.values()].find(({ name }) => name === 'Mug');
    expect(orders()).toMatchObject([{ styleId: 'film-noir', avatarId: mug?.id }]);
  });

  it('show their samples, numbered as the buttons are, each uploaded once', async () => {
    const content = await picture(320, 320);
    const keep = (name: string) =>
      setting.ports.blobs.put(
        `styles/previews/${name}/${crypto.randomUUID() as ImageId}.png` as BlobKey,
        streamOf(content),
        { contentType: 'image/png', maxBytes: 1e6 },
      );
    await keep('evening-city');
    await anna.send('/styles');
    await anna.press('City ·');
    const shelf = await anna.last();
    expect(shelf.photo).toBeDefined();
    expect(labelsOf(shelf).slice(0, 2)).toEqual(['1. 🌃 City at night', '2. 💼 Business portrait']);
    await anna.press('City at night');
    expect((await anna.last()).photo).toBeDefined();
    await anna.press('Back');
    await anna.press('Business portrait');
    expect((await anna.last()).photo).toBeUndefined();
    await anna.press('Back');
    const uploads = [...setting.uploads].filter(([key]) => key.startsWith('style'));
    expect(uploads.map(([, times]) => times)).toEqual([1, 1]);
  });

  it('are made at once in quick mode, as many as the person wants', async () => {
    const [user] = setting.store().users.values();
    const settings = { ...user!.settings, quickMode: true, count: 3 } as const;
    await setting.ports.unitOfWork.run(({ users }) => users.save({ ...user!, settings }));
    await anna.send('/styles');
    await anna.press('Film ·');
    await anna.press('Film noir');
    await anna.press('Make it');
    expect(orders()).toMatchObject([{ styleId: 'film-noir', request: { count: 3 } }]);
  });

  it('of a button from before packs are ordered as they were', async () => {
    const [avatar] = setting.store().avatars.values();
    await anna.pressData((await anna.last()).id, `styles:${avatar!.id}`);
    expect(textOf(await anna.last())).toContain('“Anna”: which style?');
    await anna.pressData((await anna.last()).id, `style:${avatar!.id}:film-noir`);
    expect(textOf(await anna.last())).toContain('Style: 🎞️ Film noir');
  });

  it('forged by somebody else lead nowhere', async () => {
    const [avatar] = setting.store().avatars.values();
    const eve = await setting.aPerson('en', 'Eve');
    await eve.join();
    await eve.send('/styles');
    const { id } = await eve.last();
    expect(await eve.pressData(id, `style:${avatar!.id}:film-noir`)).toBe(
      'This avatar does not exist any more.',
    );
    await eve.pressData(id, `shelf:c.film:0:${avatar!.id}`);
    await eve.pressData(id, `look:film-noir:${avatar!.id}`);
    expect(labelsOf(await eve.last())[0]).toBe('➕ New avatar');
    for (const data of ['shelf:c.../etc:-1:x', 'shelf', 'look', 'star', 'whose', 'surprise:x:y']) {
      await eve.pressData(id, data);
    }
    expect(await eve.pressData(id, 'look:__proto__:')).toBe('There is no such style any more.');
    expect(orders()).toEqual([]);
  });

  it('that are gone say so, and keep their names in the history', async () => {
    await anna.send('/styles');
    await anna.press('Film ·');
    await anna.press('Film noir');
    await anna.press('Make it');
    await anna.press('Make it ·');
    await receive();
    await anna.send('/styles');
    await anna.press('Film ·');
    await anna.press('Film noir');
    setting.ports.styleCatalog.offer(
      someStyles.filter(({ id }) => id !== 'film-noir'),
      someStyleCategories,
    );
    expect(await anna.press('Make it')).toBe('There is no such style any more.');
    await anna.send('/gallery');
    await anna.press('Statistics');
    expect(textOf(await anna.last())).toContain('🎞️ Film noir');
  });

  it('of a large category are turned over page by page', async () => {
    const many = Array.from({ length: 20 }, (_, at) => aStyle({ id: `style-${at + 10}` }));
    setting.ports.styleCatalog.offer(many, [aStyleCategory()]);
    await anna.send('/styles');
    await anna.press('City · 20');
    expect(labelsOf(await anna.last())).toContain('🎨 Style style-18');
    await anna.press('Next');
    await anna.press('Next');
    const last = labelsOf(await anna.last());
    expect(last).toContain('🎨 Style style-29');
    expect(last).not.toContain('Next ›');
    await anna.press('Previous');
    expect(labelsOf(await anna.last())).toContain('🎨 Style style-19');
  });

  it('speak Russian to whoever reads it', async () => {
    const [user] = setting.store().users.values();
    await setting.aisha.changeLocale(user!, 'ru');
    await anna.send('/styles');
    await anna.press('Кино · 1');
    await anna.press('Фильм-нуар');
    expect(textOf(await anna.last())).toContain('«Фильм-нуар»');
    await anna.press('Сделать');
    expect(textOf(await anna.last())).toContain('Стиль: 🎞️ Фильм-нуар');
    await anna.press('Создать ·');
    await receive();
    const delivered = await anna.last();
    expect(textOf(delivered)).toContain('🎞️ Фильм-нуар');
    expect(textOf(delivered)).not.toMatch(/[a-z]{4}/u);
    await anna.press('Описание и параметры');
    expect(textOf(await anna.last())).toContain('Стиль: 🎞️ Фильм-нуар');
    expect(textOf(await anna.last())).toContain('noir');
  });

  it('are looked at without an avatar, too, which lead to making one', async () => {
    const boris = await setting.aPerson('en', 'Boris');
    await boris.join();
    await boris.send('/styles');
    await boris.press('Film ·');
    await boris.press('Film noir');
    expect(labelsOf(await boris.last())[0]).toBe('➕ New avatar');
  });
});
