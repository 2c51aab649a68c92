import { beforeEach, describe, expect, it } from 'vitest';
import type { Image } from '@aisha/core';
import { trainAnAvatar } from './creating.ts';
import { orderPictures } from './ordering.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('delivered pictures', () => {
  const { setting, anna } = useBotSetting();

  beforeEach(async () => {
    await trainAnAvatar(setting, anna);
  });

  const images = (): Image[] =>
    [...setting.store().images.values()].filter(
      ({ generationId }) => setting.store().generations.get(generationId)?.purpose !== 'preview',
    );
  const only = (): Image => {
    const [image] = images();
    if (!image) throw new Error('there is no picture');
    return image;
  };
  const pictureMessage = async () => {
    const message = (await anna.answers()).findLast(({ photo }) => photo);
    if (!message) throw new Error('no picture was delivered');
    return message;
  };
  const labelsOf = ({ keyboard = [] }: { keyboard?: { text: string }[][] | undefined }) =>
    keyboard.flat().map(({ text }) => text);

  it('carry their own buttons, and stay in the chat whatever is pressed', async () => {
    await orderPictures(setting, anna);
    const delivered = await pictureMessage();
    expect(labelsOf(delivered)).toEqual(
      expect.arrayContaining(['🔁 Again', '🎲 Vary', '🌱 Same seed', '📄 As a file']),
    );
    for (const label of ['Again', 'Vary', 'Same seed', 'Prompt and parameters', 'Delete']) {
      const button = delivered.keyboard?.flat().find(({ text }) => text.includes(label));
      await anna.pressData(delivered.id, button?.data ?? '');
      expect((await anna.last()).id).toBeGreaterThan(delivered.id);
      const still = (await anna.answers()).find(({ id }) => id === delivered.id);
      expect(still?.photo).toEqual(delivered.photo);
    }
  });

  it('show a heart in place when they become favourites, and lose it again', async () => {
    await orderPictures(setting, anna);
    const { id } = await pictureMessage();
    const before = (await anna.answers()).length;
    expect(await anna.press('🤍 Favourite')).toBe('❤️ Among the favourites.');
    expect(labelsOf((await anna.answers()).find((message) => message.id === id)!)).toContain(
      '❤️ Favourite',
    );
    expect(only().isFavourite).toBe(true);
    expect(await anna.press('❤️ Favourite')).toBe('No longer a favourite.');
    expect(only().isFavourite).toBe(false);
    expect(await anna.answers()).toHaveLength(before);
  });

  it('tell their prompt and parameters', async () => {
    await orderPictures(setting, anna, { prompt: 'a <b>garden</b> & a _*[ cat' });
    await anna.press('Prompt and parameters');
    const { text } = await anna.last();
    expect(text).toContain('a <b>garden</b> & a _*[ cat');
    expect(text).toContain('Shape: 3:4');
    expect(text).toContain('Size: 448 × 576');
    expect(text).toContain(`Seed: ${only().seed}`);
    expect(text).toContain('Model: flux-lora');
    await anna.press('Back');
    expect(await anna.last()).toHaveProperty('photo');
  });

  it('are ordered again with another seed, and varied with the one beside', async () => {
    await orderPictures(setting, anna);
    const { seed, id } = only();
    await anna.press('Vary');
    await anna.press('Same idea');
    expect((await anna.last()).text).toContain('Pictures: 1');
    await anna.press('Make it');
    const [varied] = [...setting.store().generations.values()].slice(-1);
    expect(varied).toMatchObject({ likeImageId: id, prompt: 'in a red coat on a snowy street' });
    expect(varied?.request.seed).toBe(seed + 1);
  });

  it('lend their seed to another description', async () => {
    await orderPictures(setting, anna, { count: 2 });
    const { seed } = only();
    await anna.press('Same seed');
    expect((await anna.last()).text).toContain('Which picture?');
    await anna.press('2');
    expect((await anna.last()).text).toContain('the same seed');
    await anna.send('in a blue coat on a snowy street');
    expect((await anna.last()).text).toContain('Pictures: 2');
    await anna.press('Make it');
    const [again] = [...setting.store().generations.values()].slice(-1);
    expect(again?.request).toMatchObject({ seed, aspectRatio: '3:4', count: 2 });
    expect(again?.prompt).toBe('in a blue coat on a snowy street');
  });

  it('come as files in full quality, uploaded once', async () => {
    await orderPictures(setting, anna);
    expect(await anna.press('As a file')).toBe('The file is coming.');
    await setting.ports.jobs.drainFor(60_000);
    const file = await anna.last();
    expect(file.document?.size).toBe(only().bytes);
    expect(file.caption).toContain('full quality');
    await anna.press('As a file');
    await setting.ports.jobs.drainFor(60_000);
    const [first, second, ...more] = setting.telegram.callsOf('sendDocument');
    expect(more).toEqual([]);
    expect(first?.parameters['document']).toMatchObject({ size: only().bytes });
    expect(second?.parameters['document']).toBe(only().filedAs);
  });

  it('come as an album, of which one is chosen by its number', async () => {
    await orderPictures(setting, anna, { count: 4 });
    const album = (await anna.answers()).filter(({ photo }) => photo);
    expect(album.length).toBeGreaterThanOrEqual(4);
    await anna.press('🤍 Favourite');
    expect(labelsOf(await anna.last())).toEqual(['1', '2', '3', '4', '‹ Back', '🏠 Menu']);
    await anna.press('3');
    expect(labelsOf(await anna.last())).toContain('❤️ 3');
    expect(images().find(({ index }) => index === 2)?.isFavourite).toBe(true);
    await anna.press('Back');
    expect((await anna.last()).text).toContain('in a red coat');
    expect((await anna.answers()).filter(({ photo }) => photo)).toHaveLength(album.length);
  });

  it('are charged as far as they came where the safety check took some, and it is said why', async () => {
    const { generator, jobs } = setting.ports;
    await anna.send('/start');
    await anna.press('Create a picture');
    await anna.send('in a red coat on a snowy street');
    await anna.press('3:4');
    await anna.press('4');
    await anna.press('Make it');
    const { requestId, order } = generator.latest();
    const results = [false, true, false, true].map((flagged, at) => ({
      url: `https://results.fake.test/${requestId}/${at}.png`,
      width: 448,
      height: 576,
      flagged,
    }));
    generator.succeed(requestId, { seed: order.request.seed, images: results });
    await jobs.drainFor(60_000);
    expect((await anna.answers()).filter(({ photo }) => photo)).toHaveLength(2);
    const { text } = await anna.last();
    expect(text).toContain('Delivered: 2 of 4; only those were charged: 4 💎.');
    expect(text).toContain('The safety check did not let 2 pictures through.');
    const { userId } = only();
    expect(await setting.aisha.getBalance(userId)).toEqual({ available: 236, held: 0 });
    await anna.press('As a file');
    expect(labelsOf(await anna.last())).toEqual(['1', '2', '‹ Back', '🏠 Menu']);
    await anna.press('2');
    await jobs.drainFor(60_000);
    expect((await anna.last()).document).toBeDefined();
  });

  it('are deleted after a question, with their bytes, and cost what they cost', async () => {
    await orderPictures(setting, anna, { count: 2 });
    const [gone, kept] = images();
    const before = await balance();
    await anna.press('Delete');
    await anna.press('1');
    expect((await anna.last()).text).toContain('Delete this picture?');
    expect(images()).toHaveLength(2);
    expect(await anna.press('Yes, delete')).toBe('Deleted.');
    await setting.ports.jobs.drain();
    expect(images()).toEqual([kept]);
    expect(await setting.ports.blobs.find(gone!.blobKey)).toBeUndefined();
    expect(await setting.ports.blobs.find(gone!.thumbnailKey)).toBeUndefined();
    expect(await setting.ports.blobs.find(kept!.blobKey)).toBeDefined();
    expect(await balance()).toEqual(before);
    expect(labelsOf(await anna.last())).toContain('🎲 Vary');
  });

  it('are ordered at once in quick mode, with the price and a way out', async () => {
    await quickly({ aspectRatio: '16:9', count: 2 });
    await anna.send('/start');
    await anna.press('Create a picture');
    const asked = (await anna.messages()).length;
    await anna.send('reading in a garden');
    const live = await anna.last();
    expect(live.text).toContain('Price: 4 credits');
    expect(labelsOf(live)).toEqual(['✖️ Cancel', '🏠 Menu']);
    expect(await anna.messages()).toHaveLength(asked + 2);
    const [order] = [...setting.store().generations.values()].slice(-1);
    expect(order?.request).toMatchObject({ aspectRatio: '16:9', count: 2 });
    await anna.press('Cancel');
    expect((await anna.last()).text).toContain('Cancelled');
  });

  it('are ordered once in quick mode, however often the description is handed over', async () => {
    await quickly({ aspectRatio: '1:1', count: 1 });
    await anna.send('/start');
    await anna.press('Create a picture');
    const before = setting.store().generations.size;
    const payload = {
      update_id: 900_001,
      message: {
        message_id: 77_777,
        date: 1,
        chat: { id: anna.id, type: 'private' },
        from: { id: anna.id, is_bot: false, first_name: 'Anna' },
        text: 'reading in a garden',
      },
    };
    const [user] = setting.store().users.values();
    const [avatar] = setting.store().avatars.values();
    const conversation = { step: 'prompting', avatarId: avatar?.id };
    for (let time = 0; time < 2; time += 1) {
      const claimed = { id: 900_001, lane: 'chat', attempts: time, user, conversation, payload };
      await setting.bot.handle(claimed);
    }
    expect(setting.store().generations.size).toBe(before + 1);
  });

  it('are asked for in three ways, each with a way back', async () => {
    await anna.send('/start');
    await anna.press('Create a picture');
    expect(labelsOf(await anna.last()).slice(0, 3)).toEqual([
      '✍️ My own words',
      '🎨 Ready styles',
      '📷 From a photo',
    ]);
    await anna.press('From a photo');
    expect((await anna.last()).text).toContain('Send one photo');
    await anna.press('Back');
    await anna.press('My own words');
    expect((await anna.last()).text).toContain('describe the picture');
    await anna.press('Back');
    await anna.press('Ready styles');
    await anna.press('Film ·');
    await anna.press('Film noir');
    await anna.press('Make it');
    await anna.press('Make it ·');
    setting.ports.generator.succeed(setting.ports.generator.latest().requestId);
    await setting.ports.jobs.drainFor(60_000);
    expect(only().styleId).toBe('film-noir');
  });

  const balance = () => setting.aisha.getBalance(only().userId);
  const quickly = async (own: object) => {
    const [user] = setting.store().users.values();
    const settings = { ...user!.settings, quickMode: true, ...own };
    await setting.ports.unitOfWork.run(({ users }) => users.save({ ...user!, settings }));
  };
});
