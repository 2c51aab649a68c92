import { exportLimits, type Image, type ImageBetween, type Locale } from '@aisha/core';
import type { Button, Message, ScreenPicture } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { dayIn } from './dates.ts';
import { helpButton } from './help.ts';
import { backButton, homeButton, type Words } from './menu.ts';
import { pictureKeyboard } from './results.ts';

/** Nine pictures, three in a row, as on their sheet. */
export const pageLength = 9;
const rowLength = 3;

export type GalleryPage = {
  readonly images: readonly Image[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
  /** Which filter, as buttons carry it. */
  readonly facet: string;
  /** What the filter shows, in words; left out for everything. */
  readonly shows?: string | undefined;
};

export const galleryScreen = (
  words: Words,
  page: GalleryPage,
  picture: ScreenPicture,
): Message => ({
  html: words.t('gallery.text', { shown: page.images.length, filter: page.shows ?? 'none' }),
  picture,
  keyboard: [
    ...inRows(
      page.images.map((image, at) => ({
        text: `${image.isFavourite ? '❤️ ' : ''}${at + 1}`,
        data: withFacet('picture', [image.id], page.facet),
      })),
    ),
    ...turning(words, 'gallery', page),
    [
      { text: words.plain('gallery.filter'), data: callbackData('filters') },
      { text: words.plain('gallery.styles'), data: callbackData('filter-styles') },
      { text: words.plain('gallery.months'), data: callbackData('filter-months') },
    ],
    ...(page.facet === 'f' ? [[{ text: words.plain('gallery.share'), askInline: '' }]] : []),
    [
      { text: words.plain('gallery.select'), data: callbackData('select', '', '', page.facet) },
      { text: words.plain('gallery.statistics'), data: callbackData('statistics') },
    ],
    [helpButton(words, 'gallery'), homeButton(words)],
  ],
});

/** Where there is nothing to show: a way to make something, or to see the rest. */
export const emptyGalleryScreen = (words: Words, facet: string, shows?: string): Message =>
  facet === ''
    ? {
        html: words.t('gallery.none'),
        keyboard: [
          [{ text: words.plain('menu.generate'), data: callbackData('pictures') }],
          [homeButton(words)],
        ],
      }
    : {
        html: words.t('gallery.none-here', { filter: shows ?? 'none' }),
        keyboard: [
          [{ text: words.plain('gallery.filter'), data: callbackData('filters') }],
          [backButton(words, callbackData('gallery')), homeButton(words)],
        ],
      };

/** One picture, its neighbours, and everything that can be done with it. */
export const pictureScreen = (
  words: Words,
  { image, newer, older }: ImageBetween,
  { facet, locale, picture }: { facet: string; locale: Locale; picture: ScreenPicture },
): Message => ({
  html: words.t('picture.caption', { date: dayIn(locale, image.createdAt) }),
  picture,
  keyboard: [
    neighbours(words, { newer, older }, facet),
    ...pictureKeyboard(words, image, { type: 'gallery', facet }),
    [
      {
        text: words.plain('picture.to-gallery'),
        // The page that begins with this picture.
        data: callbackData('gallery', newer ? 'b' : '', newer ?? '', facet),
      },
      homeButton(words),
    ],
  ].filter((row) => row.length > 0),
});

const neighbours = (
  { plain }: Words,
  { newer, older }: { newer: string | undefined; older: string | undefined },
  facet: string,
): Button[] => [
  ...(newer
    ? [{ text: plain('picture.previous'), data: withFacet('picture', [newer], facet) }]
    : []),
  ...(older ? [{ text: plain('picture.next'), data: withFacet('picture', [older], facet) }] : []),
];

/** The same page, where numbers choose what goes into an archive. */
export const selectScreen = (
  words: Words,
  page: GalleryPage,
  { chosen, picture }: { chosen: readonly string[]; picture: ScreenPicture },
): Message => ({
  html: words.t('select.text', { chosen: chosen.length, max: exportLimits.chosen }),
  picture,
  keyboard: [
    ...inRows(
      page.images.map((image, at) => ({
        text: `${chosen.includes(image.id) ? '✅ ' : ''}${at + 1}`,
        data: callbackData('tick', image.id),
      })),
    ),
    ...turning(words, 'select', page),
    ...(chosen.length > 0
      ? [
          [
            {
              text: words.plain('select.send', { chosen: chosen.length }),
              data: callbackData('archive'),
            },
          ],
        ]
      : []),
    [
      {
        text: words.plain('select.all', { max: exportLimits.filtered }),
        data: withFacet('archive-all', [], page.facet),
      },
    ],
    [backButton(words, callbackData('gallery', '', '', page.facet)), homeButton(words)],
  ],
});

export const archiveScreen = (words: Words, facet: string): Message => ({
  html: words.t('select.sending'),
  keyboard: [[backButton(words, callbackData('gallery', '', '', facet)), homeButton(words)]],
});

const turning = (words: Words, route: string, page: GalleryPage): Button[][] => {
  const { images, hasNewer, hasOlder, facet } = page;
  const [first, last] = [images[0], images.at(-1)];
  const newer = hasNewer && first && callbackData(route, 'a', first.id, facet);
  const older = hasOlder && last && callbackData(route, 'b', last.id, facet);
  const row = [
    ...(newer ? [{ text: words.plain('gallery.newer'), data: newer }] : []),
    ...(older ? [{ text: words.plain('gallery.older'), data: older }] : []),
  ];
  return row.length > 0 ? [row] : [];
};

const inRows = (buttons: readonly Button[]): Button[][] => {
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += rowLength) {
    rows.push(buttons.slice(at, at + rowLength));
  }
  return rows;
};

const withFacet = (route: string, args: readonly string[], facet: string): string =>
  callbackData(route, ...args, ...(facet === '' ? [] : [facet]));
