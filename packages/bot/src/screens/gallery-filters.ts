import type { Avatar, ImageFilter, ImageStatistics, Locale, StyleName } from '@aisha/core';
import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { facetOf } from '../gallery-filter.ts';
import { monthIn } from './dates.ts';
import { backButton, homeButton, type Words } from './menu.ts';
import { styleTitle } from './style-shelves.ts';
import { inPairs } from './styles.ts';

/** More than anybody scrolls through; older ones are found page by page. */
const shownMonths = 36;
export const shownStyles = 30;
/** Of the statistics, those with the most pictures: names are long, and a message is not. */
const countedLines = 10;

const entry = (text: string, filter: ImageFilter | undefined, count: number): Button => ({
  text: `${text} · ${count}`,
  data: callbackData('gallery', '', '', facetOf(filter)),
});

/** What the gallery can be narrowed to besides a style and a month: only what shows something. */
export const filtersScreen = (words: Words, { counts, avatars }: ImageStatistics): Message => {
  const { plain } = words;
  const named = (id: string): Avatar | undefined => avatars.find((avatar) => avatar.id === id);
  const rows: Button[][] = [
    [
      entry(plain('filter.all'), undefined, counts.all),
      entry(plain('filter.favourites'), { type: 'favourites' }, counts.favourites),
    ],
    ...counts.byAvatar.flatMap(({ avatarId, count }) => {
      const name = named(avatarId)?.name;
      return name === undefined ? [] : [[entry(`🎭 ${name}`, { type: 'avatar', avatarId }, count)]];
    }),
  ];
  return {
    html: words.t('filter.text'),
    keyboard: [...rows, [backButton(words, callbackData('gallery')), homeButton(words)]],
  };
};

/** What styles are called, by their ids. */
export type StyleNames = ReadonlyMap<string, StyleName>;
type Named = { readonly names: StyleNames; readonly locale: Locale };

export const styleFilterScreen = (
  words: Words,
  { counts }: ImageStatistics,
  { names, locale }: Named,
): Message => ({
  html: words.t(counts.byStyle.length > 0 ? 'filter.styles.text' : 'filter.styles.none'),
  keyboard: [
    ...counts.byStyle
      .slice(0, shownStyles)
      .map(({ styleId, count }) => [
        entry(styleTitle(names.get(styleId), styleId, locale), { type: 'style', styleId }, count),
      ]),
    [backButton(words, callbackData('gallery')), homeButton(words)],
  ],
});

export const monthFilterScreen = (
  words: Words,
  { counts }: ImageStatistics,
  locale: Locale,
): Message => ({
  html: words.t('filter.months.text'),
  keyboard: [
    ...inPairs(
      counts.byMonth
        .slice(0, shownMonths)
        .map(({ month, count }) => entry(monthIn(locale, month), { type: 'month', month }, count)),
    ),
    [backButton(words, callbackData('gallery')), homeButton(words)],
  ],
});

/** What there is, counted; deleted avatars' pictures are there without a name. */
export const statisticsScreen = (
  words: Words,
  statistics: ImageStatistics,
  { names, locale }: Named,
): Message => {
  const { counts, thisMonth, avatars } = statistics;
  const { t, plain } = words;
  const avatarLines = counts.byAvatar.slice(0, countedLines).map(({ avatarId, count }) => {
    const name = avatars.find(({ id }) => id === avatarId)?.name ?? plain('statistics.gone');
    return t('statistics.line', { name, count });
  });
  const styleLines = counts.byStyle.slice(0, countedLines).map(({ styleId, count }) => {
    const name = styleTitle(names.get(styleId), styleId, locale);
    return t('statistics.line', { name, count });
  });
  return {
    html: [
      t('statistics.text', { all: counts.all, favourites: counts.favourites, thisMonth }),
      ...(avatarLines.length > 0 ? ['', t('statistics.avatars'), ...avatarLines] : []),
      ...(styleLines.length > 0 ? ['', t('statistics.styles'), ...styleLines] : []),
    ].join('\n'),
    keyboard: [[backButton(words, callbackData('gallery')), homeButton(words)]],
  };
};

/** What a filter shows, in words. */
export const filterName = (
  words: Words,
  filter: ImageFilter | undefined,
  { names, locale }: Named,
): string | undefined => {
  switch (filter?.type) {
    case undefined:
      return undefined;
    case 'favourites':
      return words.plain('filter.favourites');
    // Its name would be a question of its own; whoever looks has just chosen it.
    case 'avatar':
      return words.plain('filter.one-avatar');
    case 'style':
      return styleTitle(names.get(filter.styleId), filter.styleId, locale);
    case 'month':
      return `📅 ${monthIn(locale, filter.month)}`;
  }
};
