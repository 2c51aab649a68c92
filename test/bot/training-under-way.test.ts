import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '@aisha/core';
import { callbackData } from '../../packages/bot/src/callback-data.ts';
import { nameAnAvatar, trainAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('a training under way', () => {
  const { setting, anna } = useBotSetting({ policy: { ...defaultPolicy, previews: { count: 4 } } });

  const words = async (): Promise<string> => {
    const { text, caption } = await anna.last();
    return text ?? caption ?? '';
  };
  const labels = async (): Promise<string[]> =>
    ((await anna.last()).keyboard ?? []).flat().map(({ text }) => text);
  const begin = async (photos = 10): Promise<void> => {
    await nameAnAvatar(anna);
    await anna.sendAlbum(photos);
    await anna.press('Continue');
    await anna.press('Fast');
    await anna.press('Start training');
  };
  const theTraining = () => [...setting.store().trainings.values()].at(-1)!;
  const balance = () => setting.aisha.getBalance(theTraining().userId);
  const passTime = (ms: number) => setting.ports.jobs.drainFor(ms);
  const running = (percent: number) => {
    const { trainer } = setting.ports;
    trainer.progress(trainer.latest().requestId, percent);
  };
  const cancel = async (): Promise<void> => {
    await anna.press('Cancel training');
    await anna.press('Yes, stop');
    await setting.settle();
  };

  it('says in one message where it stands in the queue, how far it is and how long it takes yet', async () => {
    await begin();
    const { id } = await anna.last();
    const { trainer } = setting.ports;
    trainer.wait(trainer.latest().requestId, 3);
    await passTime(30_000);
    expect(await words()).toContain('3 ahead of you');
    trainer.wait(trainer.latest().requestId, 0);
    await passTime(60_000);
    expect(await words()).toContain('you are next');
    running(40);
    await passTime(60_000);
    expect(await words()).toContain('▰▰▰▰▱▱▱▱▱▱ 40%');
    expect(await words()).toMatch(/About 1–4 more minutes, started 2 minutes ago/u);
    expect(await labels()).toEqual(['✖️ Cancel training', '🏠 Menu']);
    expect((await anna.last()).id).toBe(id);
  });

  it.each([
    ['before anything is sent', async () => undefined],
    ['while it waits in the queue', async () => passTime(5000)],
    [
      'while it learns',
      async () => {
        running(40);
        await passTime(30_000);
      },
    ],
    [
      'while its reply is waited for',
      async () => {
        setting.ports.trainer.loseNextReply();
        await passTime(5000);
      },
    ],
  ])('is cancelled %s: all credits come back, and that is said once', async (_, go) => {
    await begin();
    await go();
    await cancel();
    await passTime(120_000);
    expect(theTraining().status).toBe('cancelled');
    expect(await balance()).toEqual({ available: 300, held: 0 });
    const said = (await anna.answers()).map(({ text }) => text ?? '');
    expect(said.filter((text) => text.includes('60 credits are back'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('is stopped'))).toHaveLength(2);
    expect(said.some((text) => text.includes('Stop training'))).toBe(false);
    expect(said.some((text) => text.includes('%'))).toBe(false);
    await anna.press('Try again');
    expect(await words()).toContain('Status: draft');
  });

  it('is cancelled once, however often the button is pressed', async () => {
    await begin();
    await anna.press('Cancel training');
    const yes = await anna.buttonOf('Yes, stop');
    const { page, callsOf } = setting.telegram;
    for (const _ of [1, 2]) await page.post('callbacks', { user: anna.id, ...yes });
    await setting.settle();
    const answers = callsOf('answerCallbackQuery').slice(-2);
    expect(answers.map(({ parameters }) => parameters['text'])).toEqual([
      expect.stringContaining('Stopped'),
      'The training has ended already.',
    ]);
    expect(await balance()).toEqual({ available: 300, held: 0 });
    const { id } = await anna.last();
    const stop = callbackData('stop', theTraining().id);
    expect(await anna.pressData(id, stop)).toBe('The training has ended already.');
    expect((await anna.last()).id).toBe(id);
  });

  it('that is being saved can be stopped no more, and nothing offers it', async () => {
    await begin();
    const training = theTraining();
    const saving = { ...training, status: 'finishing', progress: { stage: 'finishing' } } as const;
    await setting.ports.unitOfWork.run(({ trainings }) => trainings.save(saving, ['queued']));
    await anna.pressData((await anna.last()).id, callbackData('avatar', theTraining().avatarId));
    expect(await labels()).not.toContain('✖️ Cancel training');
  });

  it('that failed on a photo names it as the sheet does, and leads to it', async () => {
    await nameAnAvatar(anna);
    await anna.upload('small', {}, { width: 300 });
    await anna.sendAlbum(10);
    await anna.press('Continue');
    await anna.press('Fast');
    await anna.press('Start training');
    const { trainer } = setting.ports;
    const failure = { code: 'photos.no-face', retryable: false, photoNumber: 7 } as const;
    trainer.fail(trainer.latest().requestId, failure);
    await passTime(60_000);
    expect(await words()).toContain('It is photo 8 of those you sent');
    await anna.press('Photo 8');
    expect(await words()).toContain('Photo 8 of 11');
    expect(await words()).toContain('the training failed on it');
    await anna.press('Back');
    expect(await words()).toContain('❌ 8: the training failed on it');
    await anna.press('Add photos');
    expect(await words()).toContain('9 good photos of 11 sent');
    expect(await words()).toContain('Send 1 more');
    expect(await labels()).not.toContain('✅ Continue');
    await anna.press('What was sent');
    await anna.press('8');
    await anna.press('Replace');
    await anna.sendAlbum(1, 'better');
    expect(await words()).toContain('10 good photos of 11 sent');
    await anna.press('Continue');
    await anna.press('Fast');
    expect(await words()).toContain('Photos: 10');
  });

  it.each([
    ['are all flagged', [true, true, true, true]],
    ['are flagged but for one', [true, false, true, true]],
  ])('whose first pictures %s is told of all the same', async (_, flags) => {
    await trainAnAvatar(setting, anna);
    expect(await words()).toContain('The first 4 pictures follow');
    const { generator } = setting.ports;
    const { requestId, order } = generator.latest();
    const images = flags.map((flagged, at) => ({
      url: `https://results.fake.test/${requestId}/${at}.png`,
      width: 1024,
      height: 1024,
      flagged,
    }));
    generator.succeed(requestId, { seed: order.request.seed, images });
    await passTime(60_000);
    const good = flags.filter((flagged) => !flagged).length;
    const last = await words();
    if (good === 0) expect(last).toContain('The first pictures did not work out');
    else expect(last).toContain('the first picture of version 1');
    expect((await anna.answers()).filter(({ photo }) => photo).length).toBe(good);
    expect((await labels()).join()).toContain('Create a picture');
    expect(await balance()).toEqual({ available: 240, held: 0 });
  });
});
