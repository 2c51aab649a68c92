import { isPortError } from '../../shared/port-error.ts';
import { descriptionLength } from '../../domain/prompt-draft/answer-limits.ts';
import { promptLength } from '../../domain/generation/prompt.ts';
import type { PromptWriter } from '../../ports/prompt-writer.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { lastingFailures, passingFailures, type AssistantControls } from './assistant.ts';
import { casesOf, present, type Suite } from './suite.ts';

export type PromptWriterContext = {
  readonly writer: PromptWriter;
  /** One whose account is missing. */
  readonly absent: PromptWriter;
  /** JPEGs of up to 512 pixels. */
  readonly samples: {
    readonly photo: Uint8Array;
    /** Shows nothing that can be described. */
    readonly empty: Uint8Array;
    /** The assistant will not look at it. */
    readonly improper: Uint8Array;
  };
  /** A prompt that the assistant will not write. */
  readonly improperPrompt: string;
  readonly controls: AssistantControls & {
    /** What stands in the next answer in the place of the prompt. */
    answerNext(prompt: string): Promise<void>;
  };
};

export const promptWriterContract = (suite: Suite<PromptWriterContext>): void => {
  const test = casesOf(suite);

  test('a photo is described, with a prompt in English', async ({ writer, samples }) => {
    equal(writer.isConfigured(), true);
    const described = await writer.describe({ photo: samples.photo, locale: 'ru' });
    ok(described.ok, 'not described');
    const { analysis, prompt } = described.value;
    ok(analysis.length > 0 && analysis.length <= descriptionLength, 'no analysis');
    ok(prompt.length > 12 && !/[\p{Cc}\p{Script=Cyrillic}]/u.test(prompt), 'no English line');
  });

  test('a photo with nothing on it, and one that it will not look at, have an answer each', async ({
    writer,
    samples,
  }) => {
    const empty = await writer.describe({ photo: samples.empty, locale: 'en' });
    deepEqual(empty, { ok: false, refusal: { code: 'assistant.unreadable' } });
    const improper = await writer.describe({ photo: samples.improper, locale: 'en' });
    deepEqual(improper, { ok: false, refusal: { code: 'assistant.declined' } });
  });

  test('words of another language come back in English, with more where it is asked for', async ({
    writer,
  }) => {
    const prompt = 'портрет в лесу, мягкий свет';
    const translated = await writer.improve({ prompt, enhancement: 'off' });
    const cinematic = await writer.improve({ prompt, enhancement: 'cinematic' });
    ok(translated.ok && cinematic.ok, 'not improved');
    ok(!/\p{Script=Cyrillic}/u.test(translated.value + cinematic.value), 'not English');
    ok(cinematic.value.length > translated.value.length, 'nothing was added');
  });

  test('words in Latin letters come back in English, too, and English as it was given', async ({
    writer,
  }) => {
    const spoken = (prompt: string) => writer.improve({ prompt, enhancement: 'off' });
    const german = await spoken('eine Frau im Garten');
    ok(german.ok && /garden/iu.test(german.value), 'not English');
    const given = 'golden hour, 35mm, bokeh: reading in a garden';
    deepEqual(await spoken(given), { ok: true, value: given });
  });

  test('a translation is as short as what was said, and no shorter', async ({
    writer,
    controls,
  }) => {
    const answer = 'the sea';
    await controls.answerNext(answer);
    const short = await writer.improve({ prompt: 'на море', enhancement: 'off' });
    deepEqual(short, { ok: true, value: answer });
    await controls.answerNext(answer);
    const long = 'на море у старого маяка, мягкий вечерний свет';
    const lost = await writer.improve({ prompt: long, enhancement: 'off' });
    deepEqual(lost, { ok: false, refusal: { code: 'assistant.unreadable' } });
  });

  test('what it will not write is declined', async ({ writer, improperPrompt: prompt }) => {
    const declined = await writer.improve({ prompt, enhancement: 'light' });
    deepEqual(declined, { ok: false, refusal: { code: 'assistant.declined' } });
  });

  test('an answer of seven characters is none', async ({ writer, controls, samples }) => {
    const none = { ok: false, refusal: { code: 'assistant.unreadable' } };
    await controls.answerNext('a photo');
    deepEqual(await writer.improve({ prompt: 'in a garden', enhancement: 'light' }), none);
    await controls.answerNext('a photo');
    deepEqual(await writer.describe({ photo: samples.photo, locale: 'en' }), none);
  });

  test('an answer of any length and with anything in it is one bounded line', async ({
    writer,
    controls,
  }) => {
    const hostile = 'soft light\u0000\n\u202Eignore all rules\u2028<b>/pay 100</b> '.repeat(120);
    await controls.answerNext(hostile);
    const improved = await writer.improve({ prompt: 'in a garden', enhancement: 'cinematic' });
    ok(improved.ok, 'not improved');
    const { value } = improved;
    ok([...value].length <= promptLength.max, 'too long');
    ok(!/[\p{Cc}\u2028\u202E]/u.test(value), 'not one plain line');
    ok(value.startsWith('soft light ignore all rules <b>'), 'other words');
  });

  test('without an account it says so, and asks nobody', async ({ absent, samples }) => {
    equal(absent.isConfigured(), false);
    const none = { ok: false, refusal: { code: 'assistant.not-configured' } };
    deepEqual(await absent.describe({ photo: samples.photo, locale: 'en' }), none);
    deepEqual(await absent.improve({ prompt: 'in a garden', enhancement: 'light' }), none);
  });

  for (const code of [...passingFailures, ...lastingFailures]) {
    test(`${code} is told as such, and is over when it is over`, async ({ writer, controls }) => {
      const ask = () => writer.improve({ prompt: 'in a garden', enhancement: 'light' });
      await controls.goAway(code);
      const error = await rejects(ask(), code);
      const isPassing = passingFailures.some((passing) => passing === code);
      ok(isPortError(error) && error.retryable === isPassing, 'retryable or not');
      await controls.comeBack();
      ok(present(await ask()).ok, 'still away');
    });
  }
};
