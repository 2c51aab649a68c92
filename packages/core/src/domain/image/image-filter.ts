import type { AvatarId } from '../../shared/ids.ts';

/** Which of a person's pictures. Without one: all of them. */
export type ImageFilter =
  | { readonly type: 'favourites' }
  | { readonly type: 'avatar'; readonly avatarId: AvatarId }
  | { readonly type: 'style'; readonly styleId: string }
  /** A month of UTC, as `monthOf` tells it. */
  | { readonly type: 'month'; readonly month: number };

/** The month of UTC that a moment lies in, as a number that reads so: 202611. */
export const monthOf = (time: Date): number => time.getUTCFullYear() * 100 + time.getUTCMonth() + 1;

/** How many pictures a person has, and of what. Nothing is told of what there is none of. */
export type ImageCounts = {
  readonly all: number;
  readonly favourites: number;
  readonly byAvatar: readonly { readonly avatarId: AvatarId; readonly count: number }[];
  readonly byStyle: readonly { readonly styleId: string; readonly count: number }[];
  /** Newest first. */
  readonly byMonth: readonly { readonly month: number; readonly count: number }[];
};
