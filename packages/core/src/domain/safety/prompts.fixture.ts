import { allowedEn, refusedEn } from './prompts-en.fixture.ts';
import { mendedBy } from './prompts-mended.fixture.ts';
import { allowedRu, refusedRu } from './prompts-ru.fixture.ts';
import { thirdRound } from './prompts-third.fixture.ts';
import { unseen } from './prompts-unseen.fixture.ts';

/**
 * Two hundred prompts, half of them Russian, written before the rules they measure. Every third of a
 * list was held out at first: before anything was corrected, that third had a precision of 0.97 and a
 * recall of 0.94. Since then the rules have seen them all, so what others write is measured apart.
 */
export type JudgedPrompt = {
  readonly prompt: string;
  readonly locale: 'en' | 'ru';
  readonly refused: boolean;
};

const judged = (
  prompts: readonly string[],
  locale: 'en' | 'ru',
  refused: boolean,
): JudgedPrompt[] => prompts.map((prompt) => ({ prompt, locale, refused }));

export const judgedPrompts: readonly JudgedPrompt[] = [
  ...judged(allowedEn, 'en', false),
  ...judged(refusedEn, 'en', true),
  ...judged(allowedRu, 'ru', false),
  ...judged(refusedRu, 'ru', true),
];

const later = ({ refused, allowed }: typeof unseen): JudgedPrompt[] =>
  [...judged(refused, 'en', true), ...judged(allowed, 'en', false)].map((each) => ({
    ...each,
    locale: /\p{Script=Cyrillic}/u.test(each.prompt) ? 'ru' : 'en',
  }));

export const mendedByPrompts: readonly JudgedPrompt[] = [...later(mendedBy), ...later(thirdRound)];
export const unseenPrompts: readonly JudgedPrompt[] = later(unseen);
