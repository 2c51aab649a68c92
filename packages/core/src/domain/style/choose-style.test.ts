import { describe, expect, it } from 'vitest';
import { aStyle } from '../../testing/builders/styles.ts';
import { popularFirst, surprise } from './choose-style.ts';

const styles = ['a', 'b', 'c', 'd'].map((id) => aStyle({ id }));
const idsOf = (all: typeof styles): string[] => all.map(({ id }) => id);

describe('of several styles', () => {
  it('those ordered most come first, and equals stay as they were written', () => {
    const counts = [
      { styleId: 'c', count: 9 },
      { styleId: 'gone', count: 99 },
      { styleId: 'b', count: 1 },
    ];
    expect(idsOf([...popularFirst(styles, counts)])).toEqual(['c', 'b', 'a', 'd']);
    expect(idsOf([...popularFirst(styles, [])])).toEqual(['a', 'b', 'c', 'd']);
  });

  it('chance picks each of them but the last', () => {
    const picked = [0, 1, 2, 3, 2 ** 31 - 1].map(
      (chance) => surprise(styles, { chance, last: 'b' })?.id,
    );
    expect(picked).toEqual(['a', 'c', 'd', 'a', 'c']);
  });

  it('chance picks the last again where there is no other, and nothing of nothing', () => {
    expect(surprise(styles.slice(0, 1), { chance: 5, last: 'a' })?.id).toBe('a');
    expect(surprise([], { chance: 5 })).toBeUndefined();
  });
});
