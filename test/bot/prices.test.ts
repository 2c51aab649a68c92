import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy, type PresetName } from '@aisha/core';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';
import { nameAnAvatar, trainAnAvatar } from './creating.ts';

/** Prices that this test may change, as an operator does between two starts. */
const ownPolicy = () => structuredClone({ ...defaultPolicy, previews: { count: 0 } });

describe('the price that was shown', () => {
  let policy: ReturnType<typeof ownPolicy>;
  let setting: BotSetting;
  let anna: Person;

  beforeEach(async () => {
    policy = ownPolicy();
    setting = await startBotSetting(policy);
    anna = await setting.aPerson();
    await anna.join();
  });
  afterEach(() => setting.stop());

  const price = (credits: number) =>
    Object.assign(policy.prices.image, { 'flux-lora': credits, 'flux-2-lora': credits });
  const priceTraining = (credits: Readonly<Record<PresetName, number>>) =>
    Object.assign(policy.prices.training, { 'portrait-lora': credits });
  const balance = async () => {
    const [user] = setting.store().users.values();
    return setting.aisha.getBalance(user!.id);
  };
  const labels = async () => (await anna.last()).keyboard?.flat().map(({ text }) => text) ?? [];
  /** Up to the question whether to make it. */
  const describePicture = async (count: string) => {
    await anna.send('/start');
    await anna.press('Create a picture');
    await anna.send('in a red coat on a snowy street');
    await anna.press('3:4');
    await anna.press(count);
  };

  it('of pictures is never exceeded: a higher one is asked about anew', async () => {
    await trainAnAvatar(setting, anna);
    await describePicture('3');
    const before = await balance();
    price(7);
    expect(await anna.press('Make it')).toContain('changed from 6 to 21');
    expect(setting.store().generations.size).toBe(0);
    expect(await balance()).toEqual(before);
    expect(await labels()).toContain('✨ Make it · 21 💎');
    await anna.press('Make it');
    expect((await balance()).held).toBe(21);
  });

  it('of pictures is not charged where it is lower by now', async () => {
    await trainAnAvatar(setting, anna);
    await describePicture('3');
    price(1);
    expect(await anna.press('Make it')).toBe('');
    expect((await balance()).held).toBe(3);
  });

  it('of a training is never exceeded either', async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(10);
    await anna.press('Continue');
    await anna.press('Fast');
    priceTraining({ fast: 61, balanced: 62, quality: 63 });
    expect(await anna.press('Start training')).toContain('changed from 60 to 61');
    expect(setting.store().trainings.size).toBe(0);
    expect(await labels()).toContain('🚀 Start training · 61 💎');
    await anna.press('Start training');
    expect((await balance()).held).toBe(61);
  });

  it('that there are too few credits for leads to fewer pictures, the balance and people', async () => {
    await trainAnAvatar(setting, anna);
    price(100);
    await describePicture('4');
    await anna.press('Make it');
    expect((await anna.last()).text).toContain('It costs 400 credits, you have 240');
    expect(await labels()).toEqual([
      '✨ 2 pictures · 200 💎',
      '💎 Balance',
      '🧑‍💼 Ask about credits',
      '‹ Back',
      '🏠 Menu',
    ]);
    await anna.press('Back');
    expect(await labels()).toContain('✨ Make it · 400 💎');
    await anna.press('Make it');
    await anna.press('2 pictures');
    await anna.press('Make it');
    expect((await balance()).held).toBe(200);

    price(1000);
    await describePicture('1');
    await anna.press('Make it');
    expect((await labels())[0]).toBe('💎 Balance');
    expect(await balance()).toEqual({ available: 40, held: 200 });
  });

  it('that there are too few credits for leads back to the ways of training', async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(10);
    priceTraining({ fast: 60, balanced: 62, quality: 999 });
    await anna.press('Continue');
    await anna.press('Quality');
    await anna.press('Start training');
    expect((await anna.last()).text).toContain('It costs 999 credits, you have 300');
    await anna.press('Back');
    expect(await labels()).toContain('⚡ Fast · 3–6 min · 60 💎');
  });
});
