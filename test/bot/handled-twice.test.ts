import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';
import { trainAnAvatar } from './creating.ts';

describe('what a process was doing when it died', () => {
  let setting: BotSetting;
  let anna: Person;

  beforeEach(async () => {
    setting = await startBotSetting();
    anna = await setting.aPerson();
  });
  afterEach(() => setting.stop());

  it('still tells whoever has just agreed what they were given', async () => {
    await anna.send('/start');
    setting.dieAtTheEnd();
    await anna.press('I agree');
    expect((await anna.last()).text).toContain('credits');
    const [user] = setting.store().users.values();
    const transfers = await setting.aisha.listTransfers(user!.id, { limit: 10 });
    expect(transfers.map(({ reason }) => reason)).toEqual(['welcome']);
  });

  it('greets nobody again who has begun to do something', async () => {
    await anna.send('/start');
    const { data } = await anna.buttonOf('I agree');
    await anna.press('I agree');
    await trainAnAvatar(setting, anna);
    const { id } = await anna.send('/start');
    await anna.pressData(id, data);
    expect((await anna.last()).text).toContain('What shall we do');
    expect((await anna.last()).text).not.toContain('credits');
  });

  it('asks about one order in two messages, and either goes on with it', async () => {
    await anna.join();
    await trainAnAvatar(setting, anna);
    await anna.send('/start');
    await anna.press('Create a picture');
    setting.dieAtTheEnd();
    const second = await anna.send('in a red coat on a snowy street');
    const first = (await anna.messages()).findLast(
      ({ id, from }) => from === 'bot' && id < second.id,
    );
    const [one, other] = [first, second].map((message) =>
      message?.keyboard?.flat().find(({ text }) => text.includes('3:4')),
    );
    expect(one?.data).toBe(other?.data);
    expect(await anna.pressData(first!.id, one?.data ?? '')).toBe('');
    await anna.press('Make it');
    expect([...setting.store().generations.values()]).toMatchObject([
      { prompt: 'in a red coat on a snowy street' },
    ]);
  });
});
