import { beforeEach, describe, expect, it } from 'vitest';
import { callbackData } from '../../packages/bot/src/callback-data.ts';
import { startBotSetting } from './bot-setting.ts';
import { nameAnAvatar, trainAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('the message that tells how a training goes', () => {
  const { setting, anna } = useBotSetting();

  beforeEach(async () => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(10);
    await anna.press('Continue');
    await anna.press('Fast');
    await anna.press('Start training');
  });

  const telling = async (): Promise<number[]> =>
    (await anna.answers()).filter(({ text }) => text?.includes('Training')).map(({ id }) => id);

  it('leads to the menu and stays where it is', async () => {
    const [progress] = await telling();
    const before = await anna.last();
    expect(before.id).toBe(progress);
    await anna.pressData(before.id, callbackData('home'));
    const menu = await anna.last();
    expect(menu.id).toBeGreaterThan(before.id);
    expect(menu.keyboard?.flat().map(({ text }) => text)).toContain('🖼 Gallery');
    expect(await telling()).toEqual([progress]);
  });

  it('stays when the photos are looked at, although it had told of them before', async () => {
    const [progress] = await telling();
    const [avatar] = [...setting.store().avatars.values()];
    const [first] = await anna.answers();
    await anna.pressData(first!.id, callbackData('photos', avatar!.id));
    expect(await telling()).toEqual([progress]);
  });
});

describe('the message that tells how a picture goes', () => {
  it('leads to the menu and stays where it is', async () => {
    const setting = await startBotSetting();
    const anna = await setting.aPerson();
    await anna.join();
    await trainAnAvatar(setting, anna);
    await anna.press('Create a picture');
    await anna.send('in a red coat');
    await anna.press('3:4');
    await anna.press('Make it');
    const { id } = await anna.last();
    await anna.press('Menu');
    const [progress, menu] = (await anna.answers()).slice(-2);
    expect(progress?.id).toBe(id);
    expect(progress?.keyboard?.flat().map(({ text }) => text)).toContain('✖️ Cancel');
    expect(menu?.keyboard?.flat().map(({ text }) => text)).toContain('🖼 Gallery');
    await setting.stop();
  });
});
