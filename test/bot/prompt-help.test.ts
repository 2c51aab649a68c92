import { beforeEach, describe, expect, it } from 'vitest';
import { trainAnAvatar } from './creating.ts';
import { useBotSetting } from './use-bot-setting.ts';

const { setting, anna } = useBotSetting();

beforeEach(async () => {
  await trainAnAvatar(setting, anna);
  await anna.press('Create a picture');
});

const labels = async (): Promise<string[]> =>
  ((await anna.last()).keyboard ?? []).flat().map(({ text }) => text);

const sendPhoto = async (looks: string): Promise<string> => {
  await anna.upload(looks);
  await setting.settle();
  return (await anna.last()).text ?? '';
};

const order = () => [...setting.store().generations.values()].at(-1);

describe('a description from a photo', () => {
  beforeEach(async () => {
    await anna.press('From a photo');
  });

  it('is shown with what makes the photo, and ordered as it is', async () => {
    expect((await anna.last()).text).toContain('Send one photo');
    const text = await sendPhoto('somebody in a red coat');
    expect(text).toContain('What makes this photo');
    expect(text).toContain('en: somebody in a red coat');
    expect(text).toContain('a medium shot of somebody in a red coat in soft light');
    await anna.press('Use it');
    await anna.press('3:4');
    await anna.press('Make it');
    expect(order()?.prompt).toBe('a medium shot of somebody in a red coat in soft light');
  });

  it('tells in one message how it goes', async () => {
    const before = (await anna.answers()).length;
    await sendPhoto('somebody in a red coat');
    expect((await anna.answers()).length).toBe(before + 1);
    const edits = setting.telegram
      .callsOf('editMessageText')
      .map(({ parameters }) => String(parameters['text']));
    expect(edits.some((text) => text.includes('⏳ describing it'))).toBe(true);
  });

  it('is changed before it is used', async () => {
    await sendPhoto('somebody in a red coat');
    await anna.press('Change it');
    expect((await anna.last()).text).toContain('somebody in a red coat');
    await anna.send('somebody in a blue coat, soft light');
    await anna.press('3:4');
    await anna.press('Make it');
    expect(order()?.prompt).toBe('somebody in a blue coat, soft light');
  });

  it('of another photo takes its place', async () => {
    await sendPhoto('nothing');
    expect((await anna.last()).text).toContain('I see nothing on this photo');
    await anna.press('Another photo');
    expect(await sendPhoto('somebody in a red coat')).toContain('somebody in a red coat');
  });

  it('is not made of an improper photo', async () => {
    expect(await sendPhoto('improper')).toContain('The safety check did not let this through');
    expect(await labels()).toContain('✍️ My own words');
  });

  it('takes the first photo of an album', async () => {
    await anna.sendAlbum(4);
    expect(setting.store().drafts.size).toBe(1);
  });

  it('passes over no photo that is sent right after another', async () => {
    await sendPhoto('nothing');
    expect(await sendPhoto('somebody in a red coat')).toContain('What makes this photo');
    expect(setting.store().drafts.size).toBe(2);
  });

  it('may be written by hand all the same', async () => {
    await anna.send('in a garden');
    expect((await anna.last()).text).toContain('Which shape?');
  });
});

it('without an assistant nobody is sent for a photo', async () => {
  setting.ports.promptWriter.removed();
  expect(await anna.press('From a photo')).toContain('is not available here');
});

describe('a voice message', () => {
  it('is shown as text before it is used', async () => {
    const { text } = await anna.say('reading in a garden');
    expect(text).toContain('I heard:');
    expect(text).toContain('reading in a garden');
    await anna.press('Use it');
    await anna.press('3:4');
    await anna.press('Make it');
    expect(order()?.prompt).toBe('reading in a garden');
  });

  it('that may not be ordered is told so when it is used', async () => {
    await anna.say('a naked man in a garden');
    expect((await anna.last()).text).toContain('The safety check did not let this through');
  });

  it('is answered with a word where it is of no use, too long, or nobody listens', async () => {
    expect((await anna.say('in a garden', 200)).text).toContain('under 3 minutes');
    setting.ports.speechReader.removed();
    expect((await anna.say('in a garden')).text).toContain('is not available here');
    await anna.send('/start');
    expect((await anna.say('in a garden')).text).toContain('First choose “Create a picture”');
  });
});

describe('better words', () => {
  const begin = async (prompt = 'reading in a garden'): Promise<void> => {
    await anna.send(prompt);
    await anna.press('3:4');
  };

  it('are shown beside the person’s own, sent in their place, and told with the picture', async () => {
    await begin();
    await anna.press('Like in a film');
    const { text = '' } = await anna.last();
    expect(text).toContain('Yours:');
    expect(text).toContain('reading in a garden, film still, rim light, 35mm');
    await anna.press('Use the improved one');
    expect((await anna.last()).text).toContain('Improved:');
    expect((await anna.last()).text).toContain('Shape: 3:4');
    await anna.press('Make it');
    expect(order()).toMatchObject({
      prompt: 'reading in a garden',
      request: { words: 'reading in a garden, film still, rim light, 35mm' },
    });
    setting.ports.generator.succeed(setting.ports.generator.latest().requestId);
    await setting.ports.jobs.drainFor(60_000);
    await anna.press('Prompt and parameters');
    expect((await anna.last()).text).toContain('Drawn from:');
  });

  it('are left for one’s own', async () => {
    await begin();
    await anna.press('Improve a little');
    await anna.press('Keep my words');
    expect((await anna.last()).text).not.toContain('Improved:');
    await anna.press('Improve a little');
    await anna.press('Use the improved one');
    await anna.press('Back to my own words');
    await anna.press('Make it');
    expect(order()?.request.words).toBeUndefined();
  });

  it('are done without while nobody answers, with a word', async () => {
    await begin();
    setting.ports.promptWriter.failNext(1_000);
    await anna.press('Improve a little');
    await setting.ports.jobs.drainFor(120_000);
    expect((await anna.last()).text).toContain('does not answer at the moment');
    await anna.press('Keep my words');
    expect((await anna.last()).text).toContain('Shape: 3:4');
  });

  it('are not offered where there is nobody to find them', async () => {
    setting.ports.promptWriter.removed();
    await begin();
    expect(await labels()).not.toContain('✨ Improve a little');
  });

  it('are found for every description, where somebody wants that', async () => {
    await anna.send('/settings');
    await anna.press('Improve descriptions: not now');
    expect(await labels()).toContain('✨ Improve descriptions: a little');
    await anna.send('/start');
    await anna.press('Create a picture');
    await anna.send('reading in a garden');
    expect((await anna.last()).text).toContain('reading in a garden, soft light');
    await anna.press('Use the improved one');
    await anna.press('3:4');
    expect((await anna.last()).text).toContain('Improved:');
    setting.ports.promptWriter.removed();
    await anna.send('sitting in a garden');
    const said = (await anna.answers()).slice(-2).map(({ text }) => text ?? '');
    expect(said[0]).toContain('is not available here');
    expect(said[1]).toContain('Which shape?');
  });
});

describe('words that may not be ordered', () => {
  it('are refused before anything is asked or paid', async () => {
    await anna.send('a nаkеd man on a bed');
    expect((await anna.last()).text).toContain('nude or sexual pictures of real people');
    expect(setting.store().generations.size).toBe(0);
    expect(setting.store().decisions.size).toBe(1);
  });
});

it('somebody else’s draft is not there', async () => {
  await anna.press('From a photo');
  await sendPhoto('somebody in a red coat');
  const { data } = await anna.buttonOf('Use it');
  const boris = await setting.aPerson('en', 'Boris');
  await boris.join();
  await boris.pressData((await boris.last()).id, data);
  expect(setting.telegram.callsOf('answerCallbackQuery').at(-1)?.parameters['text']).toContain(
    'not there any more',
  );
});
