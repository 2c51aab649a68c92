import { describe, expect, it } from 'vitest';
import type { Refusal } from '@aisha/core';
import { locales } from './languages.ts';
import { refusalText } from './refusal-messages.ts';
import { plainTranslator, translator } from './translate.ts';

/** One of each kind that carries details. */
const refusals: readonly Refusal[] = [
  { code: 'avatar-name.too-short', min: 2 },
  { code: 'avatar-name.too-long', max: 50 },
  { code: 'avatar-name.has-markup' },
  { code: 'avatar.too-many', max: 20 },
  { code: 'avatar.subject-unfit' },
  { code: 'avatar.not-found' },
  { code: 'avatar.busy-training' },
  { code: 'avatar.not-ready' },
  { code: 'photos.received-too-many', max: 200 },
  { code: 'photos.still-checking', checking: 3 },
  { code: 'photos.too-few', have: 9, need: 10 },
  { code: 'credits.insufficient', price: 60, available: 5 },
  { code: 'price.raised', price: 60, agreed: 50 },
  { code: 'training.not-found' },
  { code: 'training.ended' },
  { code: 'prompt.too-short', min: 5 },
  { code: 'prompt.too-long', max: 2000, length: 2001 },
  { code: 'generation.count-unfit', max: 4 },
  { code: 'generation.not-found' },
  { code: 'generation.ended' },
  { code: 'webhook.stale' },
];

describe('a refusal', () => {
  it('is told in a sentence or two that fit a pop-up, with its numbers', () => {
    for (const locale of locales) {
      for (const refusal of refusals) {
        const html = refusalText(refusal, translator(locale));
        const popUp = refusalText(refusal, plainTranslator(locale));
        expect(html).toBe(popUp);
        expect(popUp.length).toBeLessThanOrEqual(200);
        const { code, ...details } = refusal;
        expect(popUp).not.toContain(code);
        for (const number of Object.values(details)) {
          expect(popUp.replaceAll(/[\s,.]/gu, ''), code).toContain(String(number));
        }
      }
    }
  });
});
