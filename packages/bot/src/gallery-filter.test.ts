import { describe, expect, it } from 'vitest';
import type { ImageFilter } from '@aisha/core';
import { freshId } from '@aisha/core/testing';
import { facetOf, filterOf } from './gallery-filter.ts';

describe('a filter of the gallery in a button', () => {
  it('is read back as it was', () => {
    const filters: readonly (ImageFilter | undefined)[] = [
      undefined,
      { type: 'favourites' },
      { type: 'avatar', avatarId: freshId() },
      { type: 'style', styleId: 'film-noir' },
      { type: 'month', month: 202_611 },
    ];
    for (const filter of filters) expect(filterOf(facetOf(filter))).toEqual(filter);
  });

  it('shows everything where it makes no sense', () => {
    const nonsense = [undefined, '', 'g', 'm', 'm2026', 'm-20261', 's', 's<b>', '__proto__', '💥'];
    for (const facet of nonsense) expect(filterOf(facet), facet).toBeUndefined();
  });
});
