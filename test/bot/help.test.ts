import { describe, expect, it } from 'vitest';
import { trainAnAvatar } from './creating.ts';
import { orderPictures } from './ordering.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('help', () => {
  const { setting, anna } = useBotSetting({ isStranger: true });

  it('stands on the screens that there is a topic for', async () => {
    await anna.join();
    await trainAnAvatar(setting, anna);
    await orderPictures(setting, anna);
    const topics = {
      '/avatars': 'First steps',
      '/gallery': 'Gallery',
      '/balance': 'Credits',
      '/settings': 'Settings',
      '/privacy': 'Your data',
    };
    for (const [command, title] of Object.entries(topics)) {
      await anna.send(command);
      await anna.press('Help');
      expect((await anna.last()).text, command).toContain(title);
    }
    await anna.send('/start');
    await anna.press('Create a picture');
    await anna.press('Help');
    expect((await anna.last()).text).toContain('describe the picture');
    await anna.send('/avatars');
    await anna.press('Train again');
    await anna.press('With the same photos');
    await anna.press('Help');
    expect((await anna.last()).text).toContain('how thoroughly I learn');
  });
});
