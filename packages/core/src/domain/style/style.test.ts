import { describe, expect, it } from 'vitest';
import { nameOf, styleIdPattern, textIn } from './style.ts';
import { aStyle } from '../../testing/builders/styles.ts';

describe('a style', () => {
  it('is read in a language, or else in the first there is', () => {
    expect(textIn({ en: 'City', ru: 'Город' }, 'ru')).toBe('Город');
    expect(textIn({ en: 'City' }, 'de')).toBe('City');
    expect(textIn({}, 'de')).toBe('');
  });

  it('is remembered by its name alone', () => {
    const style = aStyle({ emoji: '🌃', title: { en: 'City' } });
    expect(nameOf(style)).toEqual({ emoji: '🌃', title: { en: 'City' } });
  });

  it('has an id that may stand in a button and a path', () => {
    const ids = ['city', 'old-town-2', '-city', 'city-', 'City', 'a--b', '../a', 'a:b', ''];
    expect(ids.filter((id) => styleIdPattern.test(id))).toEqual(['city', 'old-town-2']);
  });
});
