import { describe, expect, it } from 'vitest';
import { judgedPrompts } from '../safety/prompts.fixture.ts';
import { guessLanguage } from './language.ts';

describe('the language of a description', () => {
  it.each([
    'in the garden',
    'Business headshot in a studio, grey background',
    'a girl in a café in São Paulo at night, soft light',
    'Knight in shining armour with a sword in a burning sunset',
  ])('is English beyond doubt: %s', (text) => {
    expect(guessLanguage(text)).toBe('english');
  });

  it.each([
    'портрет в саду',
    '花园里的女人',
    'امرأة في الحديقة',
    'eine Frau im Herbstwald, weiches Licht',
    'une femme dans un jardin',
    'una mujer en el jardín al atardecer',
    'un ritratto nella luce della sera',
    'uma mulher na praia com um chapéu',
    'een vrouw in het bos met zacht licht',
    'en kvinna med hatt på stranden',
    'bahçede bir kadın',
  ])('is another one beyond doubt: %s', (text) => {
    expect(guessLanguage(text)).toBe('foreign');
  });

  it.each([
    'Frau am Strand, Street Style',
    'mujer en un jardín, golden hour, soft light',
    'kobieta nad morzem',
    'Porträt, Studio',
    'cinematic bokeh portrait',
    '85mm, f/1.4',
  ])('is asked about where it is in doubt: %s', (text) => {
    expect(guessLanguage(text)).toBe('unclear');
  });

  it('is known of most that is written in English, and never mistaken there', () => {
    const prompts = judgedPrompts.filter(({ locale, refused }) => locale === 'en' && !refused);
    const guesses = prompts.map(({ prompt }) => guessLanguage(prompt));
    expect(guesses).not.toContain('foreign');
    const known = guesses.filter((guess) => guess === 'english').length;
    expect(known / guesses.length).toBeGreaterThan(0.6);
  });
});
