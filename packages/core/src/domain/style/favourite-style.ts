import type { FavouriteStyleId, UserId } from '../../shared/ids.ts';
import type { StyleName } from './style.ts';

export type FavouriteStyle = {
  readonly id: FavouriteStyleId;
  readonly userId: UserId;
  readonly styleId: string;
  readonly markedAt: Date;
};

/** A style by the name that an order of it has kept. */
export type OrderedStyle = { readonly styleId: string; readonly name: StyleName };
