import type { AvatarId, ImageFilter } from '@aisha/core';
import { parseId } from './parse.ts';

const month = /^m(?<month>\d{6})$/u;
const style = /^s(?<style>[a-z0-9-]{1,28})$/u;

/**
 * A filter of the gallery as a button carries it: nothing for all pictures, `f` for favourites, an
 * avatar's id, `s` and a style's, or `m` and a month.
 */
export const facetOf = (filter: ImageFilter | undefined): string => {
  switch (filter?.type) {
    case undefined:
      return '';
    case 'favourites':
      return 'f';
    case 'avatar':
      return filter.avatarId;
    case 'style':
      return `s${filter.styleId}`;
    case 'month':
      return `m${filter.month}`;
  }
};

/** What makes no sense shows everything. */
export const filterOf = (facet = ''): ImageFilter | undefined => {
  if (facet === 'f') return { type: 'favourites' };
  const avatarId = parseId<AvatarId>(facet);
  if (avatarId) return { type: 'avatar', avatarId };
  const styleId = style.exec(facet)?.groups?.['style'];
  if (styleId !== undefined) return { type: 'style', styleId };
  const number = Number(month.exec(facet)?.groups?.['month'] ?? 'none');
  return Number.isNaN(number) ? undefined : { type: 'month', month: number };
};
