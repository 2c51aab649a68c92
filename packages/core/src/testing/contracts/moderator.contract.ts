import { isPortError } from '../../shared/port-error.ts';
import type { Moderation, Moderator } from '../../ports/moderator.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { lastingFailures, passingFailures, type AssistantControls } from './assistant.ts';
import { casesOf, type Suite } from './suite.ts';

export type ModeratorContext = {
  readonly moderator: Moderator;
  /** One whose account is missing. */
  readonly absent: Moderator;
  readonly samples: {
    /** Texts, and what each is refused for. */
    readonly sexual: string;
    readonly violent: string;
    readonly photo: Uint8Array;
    readonly sexualPhoto: Uint8Array;
  };
  readonly controls: AssistantControls;
};

export const moderatorContract = (suite: Suite<ModeratorContext>): void => {
  const test = casesOf(suite);
  const reasonsOf = (moderation: Moderation) =>
    moderation.decision === 'refused' ? moderation.categories : moderation.decision;

  test('harmless words and pictures are allowed', async ({ moderator, samples }) => {
    equal(moderator.isConfigured(), true);
    deepEqual(await moderator.judge({ text: 'reading in a garden' }), { decision: 'allowed' });
    const both = { text: 'a photo', picture: samples.photo };
    deepEqual(await moderator.judge(both), { decision: 'allowed' });
  });

  test('harmful words are refused for what they are', async ({ moderator, samples }) => {
    deepEqual(reasonsOf(await moderator.judge({ text: samples.sexual })), ['sexual']);
    deepEqual(reasonsOf(await moderator.judge({ text: samples.violent })), ['violence']);
    const both = await moderator.judge({ text: `${samples.violent}, ${samples.sexual}` });
    deepEqual(reasonsOf(both), ['sexual', 'violence']);
  });

  test('a picture is refused, alone and with harmless words', async ({ moderator, samples }) => {
    const { sexualPhoto: picture } = samples;
    deepEqual(reasonsOf(await moderator.judge({ picture })), ['sexual']);
    deepEqual(reasonsOf(await moderator.judge({ text: 'in a garden', picture })), ['sexual']);
  });

  test('without an account nothing is judged, and it says so', async ({ absent, samples }) => {
    equal(absent.isConfigured(), false);
    deepEqual(await absent.judge({ text: samples.sexual }), { decision: 'not-configured' });
  });

  for (const code of [...passingFailures, ...lastingFailures]) {
    test(`${code} allows nothing`, async ({ moderator, samples, controls }) => {
      await controls.goAway(code);
      const error = await rejects(moderator.judge({ picture: samples.photo }), code);
      const isPassing = passingFailures.some((passing) => passing === code);
      ok(isPortError(error) && error.retryable === isPassing, 'retryable or not');
      await controls.comeBack();
      equal((await moderator.judge({ picture: samples.photo })).decision, 'allowed');
    });
  }
};
