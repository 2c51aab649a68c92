import { describe, expect, it } from 'vitest';
import { avatarSubjects } from '../avatar/avatar.ts';
import { fitsAvatar, placeholdersIn, renderStyle } from './render-style.ts';
import type { Style } from './style.ts';

const style: Pick<Style, 'prompts'> = {
  prompts: {
    portrait: {
      template:
        'portrait of {subject} in {coat}, {their} hair wet, light on {them}, {subject} waits',
      words: { coat: { man: 'a trench coat', woman: 'a red coat', person: 'a long coat' } },
      strength: 0.9,
      guidanceScale: 4,
    },
    artistic: {
      template: 'a street at night, {scene}',
      words: { scene: { person: '{subject} in the rain', style: 'umbrellas' } },
    },
  },
};

describe('a style in words', () => {
  it('speaks of the subject as what it is, at first and from then on', () => {
    const said = (subject: 'man' | 'woman' | 'person') =>
      renderStyle(style, { kind: 'portrait', subject })?.prompt;
    expect(said('man')).toBe(
      'portrait of a man in a trench coat, his hair wet, light on him, the man waits',
    );
    expect(said('woman')).toBe(
      'portrait of a woman in a red coat, her hair wet, light on her, the woman waits',
    );
    expect(said('person')).toBe(
      'portrait of a person in a long coat, their hair wet, light on them, the person waits',
    );
  });

  it('tells the generator the phrase that the subject was trained with, once', () => {
    const woven = renderStyle(style, { kind: 'portrait', subject: 'woman' })?.weave('TOK1');
    expect(woven).toBe(
      'portrait of TOK1, a woman in a red coat, her hair wet, light on her, the woman waits',
    );
  });

  it('lets words for a person speak for men and women', () => {
    const prompt = (subject: 'man' | 'woman') =>
      renderStyle(style, { kind: 'artistic', subject })?.prompt;
    expect(prompt('man')).toBe('a street at night, a man in the rain');
    expect(prompt('woman')).toBe('a street at night, a woman in the rain');
  });

  it('names a style before everything, and an object by its phrase alone', () => {
    const trained = renderStyle(style, { kind: 'artistic', subject: 'style' });
    expect(trained?.prompt).toBe('a street at night, umbrellas');
    expect(trained?.weave('TOK1')).toBe(
      'an image in the style of TOK1, a street at night, umbrellas',
    );
    const shown = { prompts: { artistic: { template: '{subject} and {their} shadow' } } };
    const object = renderStyle(shown, { kind: 'artistic', subject: 'object' });
    expect(object?.prompt).toBe('the object and its shadow');
    expect(object?.weave('TOK1')).toBe('TOK1 and its shadow');
  });

  it('takes along how strong and how literal it is', () => {
    const rendered = renderStyle(style, { kind: 'portrait', subject: 'man' });
    expect(rendered).toMatchObject({ strength: 0.9, guidanceScale: 4 });
  });

  it('fits only whom it was written for', () => {
    const fitting = avatarSubjects.filter((subject) =>
      fitsAvatar(style, { kind: 'artistic', subject }),
    );
    expect(fitting).toEqual(['man', 'woman', 'person', 'style']);
    const spokenOf = { prompts: { artistic: { template: 'a room with {subject}' } } };
    expect(fitsAvatar(spokenOf, { kind: 'artistic', subject: 'style' })).toBe(false);
    expect(fitsAvatar(spokenOf, { kind: 'portrait', subject: 'man' })).toBe(false);
  });

  it('names what a template leaves open', () => {
    expect(placeholdersIn('a {one} and {two} and {one} {')).toEqual(['one', 'two', 'one']);
  });
});
