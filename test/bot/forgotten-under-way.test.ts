import { describe, expect, it } from 'vitest';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { trainAnAvatar } from './creating.ts';
import { orderPictures } from './ordering.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('a person with everything under way', () => {
  const { setting, anna } = useBotSetting({ firstName: 'Annabel', isStranger: true });

  /** Everything that is kept anywhere, as text. */
  const everything = (): string => {
    const { ports } = setting;
    const { blobs, jobs, liveMessages } = ports;
    return JSON.stringify([
      Object.values(setting.store()).map((table: Map<unknown, unknown>) => [...table]),
      blobs.keys(),
      jobs.pending(),
      jobs.parked(),
      liveMessages.all(),
      setting.inbox.unfinished(),
      setting.inbox.conversationOf(`chat:${anna.id}`) ?? null,
      setting.inbox.finishedOf(telegramAddress(anna.id)),
      setting.logger.lines,
    ]);
  };

  it('is forgotten in the middle of everything, however often it is pressed, and stays a stranger', async () => {
    const { ports, aisha } = setting;
    await anna.join();
    await trainAnAvatar(setting, anna, 'Velociraptor');
    await orderPictures(setting, anna);
    await anna.press('🤍 Favourite');
    await anna.send('/styles');
    await anna.press('Film ·');
    await anna.press('Film noir');
    await anna.press('☆ Favourite');
    await anna.send('/start');
    await anna.press('Create a picture');
    await anna.press('From a photo');
    await anna.upload('somebody with a theremin');
    await setting.settle();
    expect((await anna.last()).text).toContain('theremin');
    // Nobody listens yet: it goes on waiting while everything else ends.
    ports.speechReader.failNext(1_000);
    await anna.say('a pterodactyl over the sea');
    await anna.send('a naked woman with a bassoon');
    expect([setting.store().drafts.size, setting.store().decisions.size]).toEqual([2, 1]);
    await anna.send('/start');
    await anna.press('Create a picture');
    await anna.send('on the moon with a cello');
    await anna.press('3:4');
    await anna.press('Make it');
    const { requestId } = ports.generator.latest();
    await anna.send('/avatars');
    await anna.press('Train again');
    await anna.press('With the same photos');
    await anna.press('Fast');
    await anna.press('Start training');
    await anna.send('/gallery');
    const gallery = await anna.buttonOf('Select');
    await anna.send('/privacy');
    const copy = await anna.buttonOf('Send me a copy');
    await anna.press('Forget me');
    // What is held for the picture and the training is lost with the rest.
    expect((await anna.last()).text).toContain('238 credits are lost');
    const yes = await anna.buttonOf('Yes, erase everything');
    const { page } = setting.telegram;
    // All in one breath: nothing of it has been handled when the last is pressed.
    for (const { messageId, data } of [copy, gallery, yes, yes, copy, gallery]) {
      await page.post('callbacks', { user: anna.id, messageId, data });
    }
    await setting.settle();
    ports.generator.succeed(requestId);
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await ports.jobs.drainFor(2 * 60 * 60_000);
    const left = everything();
    for (const said of [
      String(anna.id),
      'Annabel',
      'Velociraptor',
      'cello',
      'theremin',
      'bassoon',
    ]) {
      expect(left).not.toContain(said);
    }
    expect(ports.blobs.keys()).toEqual([]);
    expect(ports.jobs.parked()).toEqual([]);
    const { counts, totals } = await aisha.auditLedger.verify({ limit: 10 });
    expect(counts).toEqual({});
    expect(totals.held).toBe(0);
    const texts = (await anna.answers()).map(({ text, caption }) => text ?? caption ?? '');
    expect(texts.filter((text) => text.includes('Everything is erased'))).toHaveLength(1);

    await anna.send('/start');
    expect((await anna.last()).caption).toContain('I am Aisha');
    await anna.join();
    await anna.send('/gallery');
    expect((await anna.last()).text).toContain('No pictures yet');
    await anna.send('/avatars');
    expect((await anna.last()).text).toContain('no avatars yet');
  });
});
