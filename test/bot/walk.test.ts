import { describe, expect, it } from 'vitest';
import { planHold } from '@aisha/core';
import { aHold } from '@aisha/core/testing';
import { nameAnAvatar, trainAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('from a stranger to a picture', () => {
  const { setting, anna } = useBotSetting({ isStranger: true });

  const balance = async () => {
    const [user] = setting.store().users.values();
    if (!user) throw new Error('nobody joined');
    return setting.aisha.getBalance(user.id);
  };

  it('creates, trains, orders and receives, paying once for what was delivered', async () => {
    const { ports, settle, store } = setting;
    await anna.join();
    expect(await balance()).toMatchObject({ available: 300, held: 0 });
    await nameAnAvatar(anna);
    expect((await anna.last()).text).toContain('“Anna”: now the photos');

    await anna.sendAlbum(12);
    const status = (await anna.answers()).filter(({ text }) => text?.includes('good photos'));
    expect(status.map(({ text }) => text)).toEqual([expect.stringContaining('12 good photos')]);

    await anna.press('Continue');
    await anna.press('Fast');
    expect((await anna.last()).text).toContain('Price: 60 credits of 300');
    const start = await anna.buttonOf('Start training');
    await anna.pressData(start.messageId, start.data);
    const note = await anna.pressData(start.messageId, start.data);
    expect(note).toBe('The avatar is training already. Wait until it is ready.');
    expect(store().trainings.size).toBe(1);
    expect(await balance()).toMatchObject({ available: 240, held: 60 });

    const before = (await anna.messages()).length;
    const { requestId } = ports.trainer.latest();
    for (const percent of [20, 55, 90]) {
      ports.trainer.progress(requestId, percent);
      await ports.jobs.drainFor(60_000);
    }
    expect((await anna.last()).text).toContain('▰▰▰▰▰▰▰▰▰▱ 90%');
    expect(await anna.messages()).toHaveLength(before);
    ports.trainer.succeed(requestId);
    await ports.jobs.drainFor(60_000);
    expect((await anna.last()).text).toContain('“Anna” is ready!');
    expect((await anna.answers()).filter(({ text }) => text?.includes('%'))).toEqual([]);
    expect(await balance()).toMatchObject({ available: 240, held: 0 });
    // The same tap heard again when all is over starts nothing, and costs nothing.
    const late = await anna.pressData(start.messageId, start.data);
    expect(late).toBe('This button has expired. /start opens the menu.');
    expect(await balance()).toMatchObject({ available: 240, held: 0 });

    await anna.press('Create a picture');
    expect((await anna.send('four')).text).toBe(
      'The description is too short: at least 5 characters.',
    );
    expect((await anna.send('x'.repeat(2001))).text).toBe(
      'The description is too long: 2,001 characters, the most is 2,000.',
    );
    await anna.send('in a red coat <b>&amp; _*[ on a snowy street');
    expect((await anna.last()).text).toContain('in a red coat <b>&amp; _*[ on a snowy street');
    await anna.press('3:4');
    await anna.press('2');
    const go = await anna.buttonOf('Make it');
    await anna.pressData(go.messageId, go.data);
    expect(await anna.pressData(go.messageId, go.data)).toBe('It is already being made.');
    expect(store().generations.size).toBe(1);
    expect(await balance()).toMatchObject({ available: 236, held: 4 });

    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);
    await settle();
    const seen = await anna.answers();
    expect(seen.filter(({ photo }) => photo)).toHaveLength(2);
    expect(seen.at(-1)?.text).toContain('in a red coat <b>&amp; _*[ on a snowy street');
    expect(seen.filter(({ text }) => text?.includes('Drawing'))).toEqual([]);
    expect(await balance()).toMatchObject({ available: 236, held: 0 });

    await anna.send('/gallery');
    expect((await anna.last()).caption).toContain('2 pictures');
  });

  it('is the same in Russian, with its plurals', async () => {
    const { ports } = setting;
    const boris = await setting.aPerson('ru', 'Борис');
    await boris.join();
    expect((await boris.last()).text).toContain('У вас 300 кредитов');
    await boris.send('/create');
    await boris.press('Художественный');
    await boris.press('Стиль');
    await boris.send('Ёлка');
    await boris.sendAlbum(2);
    expect((await boris.last()).text).toContain('2 хороших фото из 2 присланных');
    expect((await boris.last()).text).toContain('Пришлите ещё 8 фото:');
    await boris.sendAlbum(9, 'more');
    expect((await boris.last()).text).toContain('11 хороших фото');
    await boris.press('Продолжить');
    await boris.press('Быстро');
    await boris.press('Начать обучение');
    expect((await boris.last()).text).toContain('Обучаю аватар «Ёлка»');
    ports.trainer.fail(ports.trainer.latest().requestId, {
      code: 'photos.no-face',
      retryable: false,
    });
    await ports.jobs.drainFor(60_000);
    expect((await boris.last()).text).toContain('На фотографиях не нашлось лица');
    expect((await boris.last()).text).toContain('вернулись 80 кредитов');
  });

  it('refuses names that are none with one sentence, and changes nothing', async () => {
    await anna.join();
    await anna.send('/create');
    await anna.press('Portrait');
    await anna.press('Woman');
    const names = {
      A: 'too short',
      ['x'.repeat(51)]: 'too long',
      '<b>Anna</b>': 'made of letters',
    };
    for (const [name, reason] of Object.entries(names)) {
      const before = (await anna.messages()).length;
      expect((await anna.send(name)).text).toContain(reason);
      expect(await anna.messages()).toHaveLength(before + 2);
    }
    expect(setting.store().avatars.size).toBe(0);
    await anna.send('Anna');
    expect(setting.store().avatars.size).toBe(1);
  });

  it('takes the message of a photo to be its delivery: what comes twice counts once', async () => {
    await anna.join();
    await nameAnAvatar(anna);
    setting.telegram.faults.set({ duplicateUpdates: { times: 3 } });
    await anna.sendAlbum(3);
    expect(setting.store().photos.size).toBe(3);
    expect((await anna.last()).text).toContain('3 good photos');
  });

  it('says what is wrong with photos, all in the one message', async () => {
    await anna.join();
    await nameAnAvatar(anna);
    await anna.upload('one');
    await anna.upload('one');
    await anna.upload('small', {}, { width: 300 });
    const query = { user: String(anna.id), as: 'document', name: 'photo.svg' };
    await setting.telegram.page.upload(query, Buffer.from('<svg/>'));
    await setting.settle();
    const { text } = await anna.last();
    expect(text).toContain('1 good photo');
    expect(text).toContain('1 × sent twice');
    expect(text).toContain('1 × too small');
    expect(text).toContain('1 × not a JPEG, PNG or WebP');
    expect((await anna.answers()).filter((each) => each.text?.includes('Not taken'))).toHaveLength(
      1,
    );
  });

  it('cancels a training after asking, and gives the credits back', async () => {
    await anna.join();
    await nameAnAvatar(anna);
    await anna.sendAlbum(10);
    await anna.press('Continue');
    await anna.press('Fast');
    await anna.press('Start training');
    await anna.press('Cancel training');
    expect((await anna.last()).text).toContain('All 60 credits come back');
    await anna.press('Yes, stop');
    expect((await anna.last()).text).toContain('60 credits are back on your balance');
    expect(await balance()).toMatchObject({ available: 300, held: 0 });
  });

  it('draws a ready idea, once more, and tells who cannot pay', async () => {
    const { ports } = setting;
    await anna.join();
    await trainAnAvatar(setting, anna);
    await anna.press('Create a picture');
    await anna.press('Ready styles');
    await anna.press('Film ·');
    await anna.press('Film noir');
    await anna.press('Make it');
    expect((await anna.last()).text).toContain('16:9');
    await anna.press('Make it');
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);
    expect(await anna.last()).toHaveProperty('photo');
    expect((await anna.last()).caption).toContain('Film noir');
    await anna.press('Again');
    const { messageId, data } = await anna.buttonOf('Make it');
    await spendAll();
    await anna.pressData(messageId, data);
    expect((await anna.last()).text).toContain('It costs 2 credits, you have 1');
    expect(setting.store().generations.size).toBe(1);
  });

  const spendAll = async () => {
    const { available } = await balance();
    const [user] = setting.store().users.values();
    const spent = aHold({ userId: user!.id, amount: available - 1 });
    await setting.ports.unitOfWork.run(({ wallets }) => wallets.post(planHold(spent, 'test')));
  };
});
