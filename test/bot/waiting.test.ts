import { beforeEach, describe, expect, it } from 'vitest';
import { until } from '../faults/until.ts';
import { trainAnAvatar } from './creating.ts';
import { orderPictures } from './ordering.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('a press while our storage is slow', () => {
  const { setting, anna } = useBotSetting();

  beforeEach(async () => {
    await trainAnAvatar(setting, anna);
    await orderPictures(setting, anna);
  });

  it('is answered at once, and shows its screen when it can', async () => {
    const { blobs } = setting.ports;
    const before = { ...blobs };
    const { promise: isBack, resolve: comeBack } = Promise.withResolvers<void>();
    Object.assign(blobs, {
      open: async (...args: Parameters<typeof before.open>) => {
        await isBack;
        return before.open(...args);
      },
    });
    await anna.send('/start');
    const { length: answered } = setting.telegram.callsOf('answerCallbackQuery');
    const shown = (await anna.last()).caption;
    const pressing = anna.press('Gallery');
    await until(() => setting.telegram.callsOf('answerCallbackQuery').length > answered, 5_000);
    expect((await anna.last()).caption).toBe(shown);
    comeBack();
    await pressing;
    expect((await anna.last()).caption).toContain('Gallery');
    expect(setting.telegram.callsOf('answerCallbackQuery')).toHaveLength(answered + 1);
  });
});
