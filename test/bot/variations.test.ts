import { beforeEach, describe, expect, it } from 'vitest';
import type { Generation } from '@aisha/core';
import { trainAnAvatar } from './creating.ts';
import { orderPictures } from './ordering.ts';
import { useBotSetting } from './use-bot-setting.ts';

const { setting, anna } = useBotSetting();

const balance = async () => {
  const [user] = setting.store().users.values();
  return setting.aisha.getBalance(user!.id);
};
const labels = async () => (await anna.last()).keyboard?.flat().map(({ text }) => text) ?? [];
const newest = (): Generation => [...setting.store().generations.values()].at(-1)!;
const deliver = async () => {
  setting.ports.generator.succeed(setting.ports.generator.latest().requestId);
  await setting.ports.jobs.drainFor(60_000);
  await setting.settle();
};

describe('a picture without an avatar', () => {
  it('is two taps and a description away for somebody who has none', async () => {
    await anna.send('/start');
    await anna.press('Create a picture');
    expect(await labels()).toEqual(['➕ New avatar', '🌍 Without an avatar', '🏠 Menu']);
    await anna.press('Without an avatar');
    expect((await anna.last()).text).toContain('up to 2K');
    await anna.send('a lighthouse in a storm');
    await anna.press('16:9');
    expect(await labels()).not.toContain('✨ Improve a little');
    await anna.press('✨ Make it · 4');
    await deliver();

    expect(newest()).toMatchObject({ avatarId: undefined, request: { aspectRatio: '16:9' } });
    expect(newest().request.generator).toBe('flux-pro-ultra');
    expect(await balance()).toEqual({ available: 296, held: 0 });
    expect((await anna.answers()).some(({ photo }) => photo)).toBe(true);
    await anna.press('New description');
    expect((await anna.last()).text).toContain('without an avatar');
  });

  it('is offered beside the avatars, and asks for words in writing', async () => {
    await trainAnAvatar(setting, anna);
    await anna.send('/start');
    await anna.press('Create a picture');
    await anna.press('Without an avatar');
    await anna.press('Back');
    await anna.press('Without an avatar');
    await anna.say('a lighthouse in a storm');
    expect((await anna.last()).text).toContain('Please write it');
    await anna.send('/start');
    await anna.press('Create a picture');
    expect(await labels()).toContain('✍️ My own words');
  });
});

describe('a variation', () => {
  beforeEach(async () => {
    await trainAnAvatar(setting, anna);
    await orderPictures(setting, anna);
  });

  it('stays close to the picture where that is wanted, at a price that is confirmed', async () => {
    const likeImageId = [...setting.store().images.keys()].at(-1);
    await anna.press('Vary');
    expect(await labels()).toEqual([
      '🎲 Same idea, new picture',
      '🖼 Stay close to this picture',
      '‹ Back',
      '🏠 Menu',
    ]);
    await anna.press('Stay close');
    expect((await anna.last()).text).toContain('Stays close to the picture');
    await anna.press('✨ Make it · 2');
    expect(newest()).toMatchObject({ likeImageId, request: { task: 'vary' } });
    await deliver();
    expect(newest()).toMatchObject({ status: 'succeeded', delivered: 1 });
    await anna.press('Prompt and parameters');
    expect(await labels()).toContain('🖼 The picture it was made from');
    await anna.press('The picture it was made from');
    expect(await anna.last()).toHaveProperty('photo');
  });

  it('is larger after its price was agreed to, and comes as a picture and as a file', async () => {
    const before = await balance();
    await anna.press('Enlarge');
    expect((await anna.last()).text).toContain('Price: 2 credits');
    expect(await balance()).toEqual(before);
    await anna.press('✨ Make it · 2');
    await deliver();
    expect(newest()).toMatchObject({ status: 'succeeded', request: { task: 'enlarge' } });
    expect(await balance()).toEqual({ ...before, available: before.available - 2 });
    const answers = await anna.answers();
    expect(answers.filter(({ photo }) => photo)).toHaveLength(2);
    expect(answers.filter(({ document }) => document)).toHaveLength(1);
  });

  it('is asked about in quick mode too where it only costs', async () => {
    const [user] = setting.store().users.values();
    await setting.aisha.changeSettings(user!, { quickMode: true });
    const before = await balance();
    await anna.press('Enlarge');
    expect(await labels()).toContain('✨ Make it · 2 💎');
    expect(await balance()).toEqual(before);
  });

  it('that failed to be made larger costs nothing', async () => {
    const before = await balance();
    await anna.press('Enlarge');
    await anna.press('Make it');
    const failure = { code: 'input.rejected', retryable: false } as const;
    setting.ports.generator.fail(setting.ports.generator.latest().requestId, failure);
    await setting.ports.jobs.drainFor(60_000);
    await setting.settle();
    expect(await balance()).toEqual(before);
  });
});
