import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';

describe('a person whom operators have blocked', () => {
  let setting: BotSetting;
  let anna: Person;

  beforeEach(async () => {
    setting = await startBotSetting();
    anna = await setting.aPerson('en', 'Anna');
    await anna.send('/start');
    await anna.press('I agree');
  });
  afterEach(() => setting.stop());

  const by = { who: 'ada', why: 'asked by support' };
  const block = () => setting.aisha.manageUsers.block({ who: telegramAddress(anna.id), by });
  const sorry = 'nothing new can be made from this account';

  it('is told so in one sentence, whatever they want', async () => {
    await anna.send('/start');
    await block();
    expect(await anna.press('New avatar')).toContain(sorry);
    await anna.send('a portrait in the rain');
    expect((await anna.last()).text).toContain(sorry);
    expect(setting.store().avatars.size).toBe(0);
  });

  it('can still take their data with them and be forgotten', async () => {
    await block();
    await anna.send('/privacy');
    await anna.press('copy of everything');
    expect(setting.store().exports.size).toBe(1);
    await anna.send('/privacy');
    await anna.press('Forget me');
    await anna.press('Yes, erase');
    await setting.settle();
    expect(setting.store().users.size).toBe(0);
  });

  it('is welcome again once that is lifted', async () => {
    await block();
    await setting.aisha.manageUsers.unblock({ who: telegramAddress(anna.id), by });
    await anna.send('/start');
    expect((await anna.last()).text ?? '').not.toContain(sorry);
  });
});
