import type { BlobKey, Locale, StyleListing, StyleShelf } from '@aisha/core';
import { aStyle, aStyleCategory, anAvatar } from '@aisha/core/testing';
import type { Message, ScreenPicture } from '@aisha/adapters/telegraf';
import type { Words } from './menu.ts';
import * as shelves from './style-shelves.ts';

const long = (letter: string, length: number) => ({
  en: letter.repeat(length),
  ru: '<'.repeat(length),
});

/** As large as a pack may have it. */
export const longStyle = aStyle({
  id: 's'.repeat(28),
  categoryId: 'c'.repeat(20),
  title: long('T', 28),
  description: long('D', 220),
  aspectRatio: '16:9',
});

const picture: ScreenPicture = { key: 'styles:x', open: async () => new Uint8Array() };
const places: readonly StyleShelf[] = [
  { type: 'category', categoryId: longStyle.categoryId },
  { type: 'popular' },
  { type: 'favourites' },
];

/** The screens about ready styles, as large as they get. */
export const styleScreensIn = (
  words: Words,
  locale: Locale,
  name: string,
): Record<string, Message[]> => {
  const avatar = anAvatar({ name });
  const category = aStyleCategory({ id: longStyle.categoryId, title: long('C', 16) });
  const listing = { style: longStyle, isFavourite: true, preview: 'styles/previews/x' as BlobKey };
  const listings: StyleListing[] = Array.from({ length: shelves.shelfLength }, () => listing);
  const avatars = Array.from({ length: 20 }, () => anAvatar({ name }));
  const page = { category, listings, page: 1, total: 100, avatarId: avatar.id };
  return {
    stylesScreen: [avatar, undefined].map((of) =>
      shelves.stylesScreen(
        words,
        {
          avatar: of,
          categories: Array.from({ length: 30 }, () => ({ category, count: 100 })),
          favourites: 100,
        },
        locale,
      ),
    ),
    shelfScreen: places.flatMap((shelf) => [
      shelves.shelfScreen(words, { ...page, shelf }, { locale, picture }),
      shelves.shelfScreen(words, { ...page, shelf, avatarId: '' }, { locale }),
      shelves.shelfScreen(words, { ...page, shelf, listings: [], total: 0, page: 0 }, { locale }),
    ]),
    styleScreen: [0, 1, 2].flatMap((count) =>
      [true, false].map((isFavourite) =>
        shelves.styleScreen(
          words,
          { style: longStyle, isFavourite, avatars: avatars.slice(0, count) },
          { locale, avatarId: avatar.id, picture },
        ),
      ),
    ),
    whoseScreen: [
      shelves.whoseScreen(words, { style: longStyle, isFavourite: false, avatars }, locale),
    ],
  };
};
