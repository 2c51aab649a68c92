import {
  textIn,
  type Avatar,
  type Locale,
  type StyleCard,
  type StyleListing,
  type StyleName,
  type StyleShelf,
  type StyleShelves,
} from '@aisha/core';
import type { Button, Message, ScreenPicture } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { avatarButton } from './avatars.ts';
import { backButton, homeButton, type Words } from './menu.ts';
import { inPairs } from './styles.ts';

/** So many samples stand well on one sheet. */
export const shelfLength = 9;

/** A style's name; one that nobody knows any more keeps the id it is stored under. */
export const styleTitle = (name: StyleName | undefined, styleId: string, locale: Locale): string =>
  name ? titleOf(name, locale) : `🎨 ${styleId}`;

export const titleOf = ({ emoji, title }: StyleName, locale: Locale): string =>
  `${emoji} ${textIn(title, locale)}`;

/** A shelf as a button carries it: `p` for what is popular, `f` for favourites, `c.` and a category's id. */
export const shelfArg = (shelf: StyleShelf): string =>
  shelf.type === 'category' ? `c.${shelf.categoryId}` : shelf.type === 'popular' ? 'p' : 'f';

/** What makes no sense is what most people like. */
export const shelfOf = (arg = ''): StyleShelf => {
  if (arg === 'f') return { type: 'favourites' };
  return arg.startsWith('c.')
    ? { type: 'category', categoryId: arg.slice(2) }
    : { type: 'popular' };
};

const shelfData = (shelf: StyleShelf, avatarId: string, page = 0): string =>
  callbackData('shelf', shelfArg(shelf), String(page), avatarId);

/** Every category, what is popular, the favourites, and chance. */
export const stylesScreen = (
  words: Words,
  { avatar, categories, favourites }: StyleShelves,
  locale: Locale,
): Message => {
  const { plain } = words;
  const avatarId = avatar?.id ?? '';
  const shelf = (text: string, to: StyleShelf): Button => ({ text, data: shelfData(to, avatarId) });
  return {
    html: avatar ? words.t('style.ask', { name: avatar.name }) : words.t('style.ask-any'),
    keyboard: [
      [
        shelf(plain('style.popular'), { type: 'popular' }),
        shelf(plain('style.favourites', { count: favourites }), { type: 'favourites' }),
      ],
      [{ text: plain('style.surprise'), data: callbackData('surprise', avatarId) }],
      ...inPairs(
        categories.map(({ category, count }) =>
          shelf(`${titleOf(category, locale)} · ${count}`, {
            type: 'category',
            categoryId: category.id,
          }),
        ),
      ),
      avatar
        ? [backButton(words, callbackData('prompt', avatar.id)), homeButton(words)]
        : [homeButton(words)],
    ],
  };
};

export type ShelfPage = {
  readonly shelf: StyleShelf;
  readonly category?: StyleName | undefined;
  readonly listings: readonly StyleListing[];
  /** From 0. */
  readonly page: number;
  readonly total: number;
  readonly avatarId: string;
};

/** A page of styles, each one press away; with samples they are numbered as on their sheet. */
export const shelfScreen = (
  words: Words,
  page: ShelfPage,
  { locale, picture }: { readonly locale: Locale; readonly picture?: ScreenPicture | undefined },
): Message => {
  const { listings, avatarId } = page;
  const first = page.page * shelfLength + 1;
  const buttons = listings.map(({ style, isFavourite }, at) => ({
    text: [
      ...(picture ? [`${first + at}.`] : []),
      ...(isFavourite ? ['⭐'] : []),
      titleOf(style, locale),
    ].join(' '),
    data: callbackData('look', style.id, avatarId),
  }));
  return {
    html: shelfText(words, page, locale),
    picture,
    keyboard: [
      ...buttons.map((button) => [button]),
      ...turning(words, page),
      [
        backButton(words, callbackData('styles', ...(avatarId === '' ? [] : [avatarId]))),
        homeButton(words),
      ],
    ],
  };
};

const turning = (
  { plain }: Words,
  { shelf, listings, page, total, avatarId }: ShelfPage,
): Button[][] => {
  const hasMore = page * shelfLength + listings.length < total;
  const row = [
    ...(page > 0
      ? [{ text: plain('style.previous'), data: shelfData(shelf, avatarId, page - 1) }]
      : []),
    ...(hasMore ? [{ text: plain('style.next'), data: shelfData(shelf, avatarId, page + 1) }] : []),
  ];
  return row.length > 0 ? [row] : [];
};

const shelfText = (
  words: Words,
  { shelf, category, listings }: ShelfPage,
  locale: Locale,
): string => {
  if (listings.length === 0) {
    return words.t(shelf.type === 'favourites' ? 'style.no-favourites' : 'style.none');
  }
  const name =
    shelf.type === 'category'
      ? category && titleOf(category, locale)
      : words.plain(`style.shelf.${shelf.type}`);
  return words.t('style.shelf', { name: name ?? '' });
};

/** One style: what it looks like, and whom it can be made with. */
export const styleScreen = (
  words: Words,
  { style, isFavourite, avatars }: StyleCard,
  {
    locale,
    avatarId,
    picture,
  }: {
    readonly locale: Locale;
    readonly avatarId: string;
    readonly picture?: ScreenPicture | undefined;
  },
): Message => {
  const { t, plain } = words;
  const { id, emoji, title, description, aspectRatio, categoryId } = style;
  const mark = isFavourite ? ('style.unmark' as const) : ('style.mark' as const);
  return {
    html: t('style.card', {
      emoji,
      title: textIn(title, locale),
      description: textIn(description, locale),
      ratio: aspectRatio,
    }),
    picture,
    keyboard: [
      [orderButton(words, id, avatars)],
      [
        { text: plain(mark), data: callbackData('star', id, isFavourite ? '0' : '1', avatarId) },
        { text: plain('style.another'), data: callbackData('surprise', avatarId, id) },
      ],
      [backButton(words, shelfData({ type: 'category', categoryId }, avatarId)), homeButton(words)],
    ],
  };
};

/** With one avatar nobody is asked which. */
const orderButton = ({ plain }: Words, styleId: string, avatars: readonly Avatar[]): Button => {
  const [first, second] = avatars;
  if (!first) return { text: plain('menu.create'), data: callbackData('new') };
  return second
    ? { text: plain('style.go'), data: callbackData('whose', styleId) }
    : { text: plain('style.go'), data: callbackData('style', first.id, styleId) };
};

/** Whose picture a style is made of, the main avatar first. */
export const whoseScreen = (
  words: Words,
  { style, avatars }: StyleCard,
  locale: Locale,
): Message => ({
  html: words.t('style.whose', { title: titleOf(style, locale) }),
  keyboard: [
    ...avatars.map((avatar) => [avatarButton(words, avatar, 'style', style.id)]),
    [backButton(words, callbackData('look', style.id, '')), homeButton(words)],
  ],
});
