import { expect, it } from 'vitest';
import { isPrompt, isTranslation } from './answer-limits.ts';

it('seven characters are no prompt', () => {
  expect(isPrompt('a photo')).toBe(false);
  expect(isPrompt('a photo in a garden')).toBe(true);
});

it('seven characters are a translation of a few words, and of no more', () => {
  expect(isTranslation('the sea', 'море, море')).toBe(true);
  expect(isTranslation('a photo', 'портрет в осеннем лесу, мягкий свет')).toBe(false);
  expect(isTranslation('', 'море')).toBe(false);
});
