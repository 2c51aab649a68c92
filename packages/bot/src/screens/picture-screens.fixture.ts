import type { Generation, Image, ImageStatistics, Locale } from '@aisha/core';
import { aGeneration, anAvatar, anImage, freshId } from '@aisha/core/testing';
import type { Message, ScreenPicture } from '@aisha/adapters/telegraf';
import * as filters from './gallery-filters.ts';
import * as gallery from './gallery.ts';
import * as lacking from './lacking.ts';
import type { Words } from './menu.ts';
import { longStyle, styleScreensIn } from './style-screens.fixture.ts';
import * as results from './results.ts';
import * as shelves from './style-shelves.ts';
import * as styles from './styles.ts';
import * as variations from './variations.ts';

export const pictureModules = [filters, gallery, lacking, results, shelves, styles, variations];

const picture: ScreenPicture = { key: 'sheet:x', open: async () => new Uint8Array() };

const facets = ['', 'f', freshId<string>(), `s${longStyle.id}`, 'm202611'];
const places: readonly results.Place[] = [
  { type: 'delivered' },
  { type: 'album' },
  ...facets.map((facet) => ({ type: 'gallery', facet }) as const),
];

const someImages = (count: number): Image[] =>
  Array.from({ length: count }, (_, index) => anImage({ index, isFavourite: index % 2 === 0 }));

const someStatistics = (name: string): ImageStatistics => {
  const avatars = Array.from({ length: 20 }, () => anAvatar({ name }));
  const count = 1_000_000;
  return {
    avatars,
    thisMonth: count,
    counts: {
      all: count,
      favourites: count,
      byAvatar: [...avatars, anAvatar()].map(({ id }) => ({ avatarId: id, count })),
      byStyle: ['film-noir', longStyle.id].map((styleId) => ({ styleId, count })),
      byMonth: Array.from({ length: 40 }, (_, at) => ({ month: 202_001 + (at % 12), count })),
    },
  };
};

type Longest = { readonly name: string; readonly prompt: string };

/** The screens about pictures, as large as they get. */
export const pictureScreensIn = (
  words: Words,
  locale: Locale,
  longest: Longest,
): Record<string, Message[]> => ({
  ...galleryScreensIn(words, locale, longest),
  ...resultScreensIn(words, locale, longest),
});

const galleryScreensIn = (words: Words, locale: Locale, { name }: Longest) => {
  const statistics = someStatistics(name);
  const names = new Map([['film-noir', longStyle]]);
  const nine = someImages(9);
  const image = anImage();
  const pages = facets.map((facet) => ({
    images: nine,
    hasNewer: true,
    hasOlder: true,
    facet,
    shows: name,
  }));
  const between = { image, newer: freshId<Image['id']>(), older: freshId<Image['id']>() };
  const chosen = nine.map(({ id }) => id);
  return {
    galleryScreen: pages.map((page) => gallery.galleryScreen(words, page, picture)),
    emptyGalleryScreen: facets.map((facet) => gallery.emptyGalleryScreen(words, facet, name)),
    pictureScreen: facets.flatMap((facet) =>
      [between, { image }].map((view) =>
        gallery.pictureScreen(words, view, { facet, locale, picture }),
      ),
    ),
    selectScreen: pages.map((page) => gallery.selectScreen(words, page, { chosen, picture })),
    archiveScreen: facets.map((facet) => gallery.archiveScreen(words, facet)),
    filtersScreen: [filters.filtersScreen(words, statistics)],
    styleFilterScreen: [filters.styleFilterScreen(words, statistics, { names, locale })],
    monthFilterScreen: [filters.monthFilterScreen(words, statistics, locale)],
    statisticsScreen: [filters.statisticsScreen(words, statistics, { names, locale })],
  };
};

const enlarged = (prompt: string): Generation => {
  const generation = aGeneration({ prompt, likeImageId: freshId() });
  return { ...generation, request: { ...generation.request, task: 'enlarge' } };
};

const resultScreensIn = (words: Words, locale: Locale, { name, prompt }: Longest) => {
  const image = anImage();
  const avatar = anAvatar({ name });
  return {
    deliveredScreen: [0, 1, 4].map((count) =>
      results.deliveredScreen(words, {
        generationId: freshId(),
        avatarId: freshId(),
        prompt,
        ...(count === 1 && { style: `🎨 ${'Ш'.repeat(60)}` }),
        images: someImages(count),
        ordered: 4,
        charged: { delivered: 3, credits: 1_000_000, blocked: 1 },
      }),
    ),
    whichScreen: results.pictureActions.map((action) =>
      results.whichScreen(words, freshId(), someImages(4), action),
    ),
    confirmRemoveScreen: places.map((place) => results.confirmRemoveScreen(words, image, place)),
    removedScreen: [results.removedScreen(words)],
    factsScreen: places.map((place) =>
      results.factsScreen(words, { image, generation: enlarged(prompt) }, { place, locale }),
    ),
    lackingScreen: [undefined, 4].map((count) =>
      lacking.lackingScreen(words, {
        price: 1_000_000,
        available: 999_999,
        back: 'menu',
        ...(count && {
          cheaper: lacking.fewerButton(words, { orderId: freshId(), count, price: 999_999 }),
        }),
      }),
    ),
    variationScreen: places.map((place) => variations.variationScreen(words, image, place)),
    enlargeScreen: [
      variations.enlargeScreen(
        words,
        { orderId: freshId(), likeImageId: image.id },
        { pricePerImage: 1_000_000, balance: { available: 999_999, held: 0 } },
      ),
    ],
    freelyScreen: [styles.freelyScreen(words)],
    waysScreen: [undefined, 'pictures'].map((back) => styles.waysScreen(words, avatar, back)),
    describeScreen: [styles.describeScreen(words, avatar)],
    ...styleScreensIn(words, locale, name),
    reseedScreen: [styles.reseedScreen(words, prompt.slice(0, 600))],
  };
};
