import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPlainArchive } from '@aisha/core/testing';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';
import { trainAnAvatar } from './creating.ts';
import { orderPictures } from './ordering.ts';

describe('what is being talked about', () => {
  let setting: BotSetting;
  let anna: Person;

  /** Every message and every press is answered by a process that has never heard of the person. */
  const amongReplicas = (person: Person): Person => ({
    ...person,
    send: (text) => {
      setting.restart();
      return person.send(text);
    },
    press: (label) => {
      setting.restart();
      return person.press(label);
    },
  });

  beforeEach(async () => {
    setting = await startBotSetting();
    anna = amongReplicas(await setting.aPerson());
    await anna.join();
  });
  afterEach(() => setting.stop());

  it('goes on whoever answers: an avatar, an order, a selection', async () => {
    await trainAnAvatar(setting, anna);
    await orderPictures(setting, anna, { count: 4 });
    await orderPictures(setting, anna, { count: 4 });
    await orderPictures(setting, anna, { count: 4 });
    expect(setting.store().images.size).toBe(12);

    await anna.press('Same seed');
    await anna.press('2');
    await anna.send('in a blue coat on a snowy street');
    expect((await anna.last()).text).toContain('Pictures: 4');
    await anna.press('2');
    const { messageId, data } = await anna.buttonOf('Make it');
    await anna.send('/balance');
    await anna.send('/help');
    setting.restart();
    expect(await anna.pressData(messageId, data)).toBe('');
    expect([...setting.store().generations.values()].at(-1)).toMatchObject({
      prompt: 'in a blue coat on a snowy street',
      request: { count: 2 },
    });
    expect(await anna.pressData(messageId, data)).toBe('It is already being made.');

    await anna.send('/gallery');
    await anna.press('Select');
    await anna.press('3');
    await anna.press('Older');
    await anna.press('1');
    await anna.press('Newer');
    await anna.press('1');
    expect((await anna.last()).caption).toContain('Chosen: 3 of 50');
    // The oldest of all, which nobody chose; two that come at the same time may come in either order.
    const [oldest] = [...setting.store().images.values()].toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    await setting.aisha.deleteImage(oldest!.id, oldest!.userId);
    await anna.press('Send the chosen · 3');
    await setting.ports.jobs.drainFor(60_000);
    const archive = setting.ports.blobs.keys().find((key) => key.startsWith('exports/'));
    expect(readPlainArchive(setting.ports.blobs.contentOf(archive!)!)).toHaveLength(3);
  });

  it('is over where something else was begun, and its buttons say so', async () => {
    await trainAnAvatar(setting, anna);
    await anna.send('/start');
    await anna.press('Create a picture');
    await anna.send('in a red coat on a snowy street');
    await anna.press('3:4');
    const { messageId, data } = await anna.buttonOf('Make it');
    await anna.send('in a green coat on a snowy street');
    expect(await anna.pressData(messageId, data)).toContain('expired');
    expect(setting.store().generations.size).toBe(0);
  });
});
