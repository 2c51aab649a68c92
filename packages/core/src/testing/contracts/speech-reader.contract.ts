import { isPortError } from '../../shared/port-error.ts';
import { promptLength } from '../../domain/generation/prompt.ts';
import type { SpeechReader } from '../../ports/speech-reader.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { lastingFailures, passingFailures, type AssistantControls } from './assistant.ts';
import { casesOf, type Suite } from './suite.ts';

export type SpeechReaderContext = {
  readonly reader: SpeechReader;
  /** One whose account is missing. */
  readonly absent: SpeechReader;
  /** A voice message that says these words. */
  readonly voiceOf: (words: string) => Uint8Array;
  /** What is no speech. */
  readonly noise: Uint8Array;
  readonly controls: AssistantControls;
};

export const speechReaderContract = (suite: Suite<SpeechReaderContext>): void => {
  const test = casesOf(suite);

  test('what is said is written down', async ({ reader, voiceOf }) => {
    equal(reader.isConfigured(), true);
    const voice = voiceOf('портрет в саду');
    deepEqual(await reader.transcribe({ voice, locale: 'ru' }), {
      ok: true,
      value: 'портрет в саду',
    });
  });

  test('what is said is one bounded line', async ({ reader, voiceOf }) => {
    const voice = voiceOf('in a garden\u0000\n'.repeat(30));
    const heard = await reader.transcribe({ voice, locale: 'en' });
    ok(heard.ok && !/\p{Cc}/u.test(heard.value), 'not one line');
    ok([...heard.value].length <= promptLength.max, 'too long');
  });

  test('what is no speech has an answer of its own', async ({ reader, noise }) => {
    const heard = await reader.transcribe({ voice: noise, locale: 'en' });
    deepEqual(heard, { ok: false, refusal: { code: 'assistant.unreadable' } });
  });

  test('without an account it says so', async ({ absent, voiceOf }) => {
    equal(absent.isConfigured(), false);
    const heard = await absent.transcribe({ voice: voiceOf('in a garden'), locale: 'en' });
    deepEqual(heard, { ok: false, refusal: { code: 'assistant.not-configured' } });
  });

  for (const code of [...passingFailures, ...lastingFailures]) {
    test(`${code} is told as such`, async ({ reader, voiceOf, controls }) => {
      const ask = () => reader.transcribe({ voice: voiceOf('in a garden'), locale: 'en' });
      await controls.goAway(code);
      const error = await rejects(ask(), code);
      const isPassing = passingFailures.some((passing) => passing === code);
      ok(isPortError(error) && error.retryable === isPassing, 'retryable or not');
      await controls.comeBack();
      ok((await ask()).ok, 'still away');
    });
  }
};
