import { allowedEn, refusedEn } from './prompts-en.fixture.ts';
import { allowedRu, refusedRu } from './prompts-ru.fixture.ts';

/**
 * Two hundred prompts, half of them Russian, written before the rules they measure. Every third of a
 * list was held out: the rules were not tuned on it. At the first measurement, before anything was
 * corrected, that third had a precision of 0.97 and a recall of 0.94.
 */
export type JudgedPrompt = {
  readonly prompt: string;
  readonly locale: 'en' | 'ru';
  readonly refused: boolean;
  readonly isHeldOut: boolean;
};

const judged = (
  prompts: readonly string[],
  locale: 'en' | 'ru',
  refused: boolean,
): JudgedPrompt[] =>
  prompts.map((prompt, index) => ({ prompt, locale, refused, isHeldOut: index % 3 === 2 }));

export const judgedPrompts: readonly JudgedPrompt[] = [
  ...judged(allowedEn, 'en', false),
  ...judged(refusedEn, 'en', true),
  ...judged(allowedRu, 'ru', false),
  ...judged(refusedRu, 'ru', true),
];
