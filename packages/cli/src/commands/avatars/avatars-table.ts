import type { AvatarListing } from '@aisha/core';
import { fit, printable, widthOf } from '../../text-width.ts';

type Column = {
  readonly heading: string;
  readonly cell: (listing: AvatarListing) => string;
  /** Narrow terminals do without the columns of the highest number first. */
  readonly dispensable: number;
};

const columns: readonly Column[] = [
  { heading: 'ID', dispensable: 0, cell: ({ avatar }) => avatar.id },
  { heading: 'NAME', dispensable: 0, cell: ({ avatar }) => printable(avatar.name) },
  { heading: 'KIND', dispensable: 1, cell: ({ avatar }) => avatar.kind },
  { heading: 'STATUS', dispensable: 0, cell: ({ avatar }) => avatar.status },
  { heading: 'PHOTOS', dispensable: 3, cell: ({ photos }) => String(photos) },
  { heading: 'VERSIONS', dispensable: 4, cell: ({ versions }) => String(versions) },
  { heading: 'OWNER', dispensable: 2, cell: ({ owner }) => printable(owner.address) },
  { heading: 'CREATED', dispensable: 5, cell: ({ avatar }) => time(avatar.createdAt) },
];

const time = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');

const gap = 2;
const shortestName = 10;

/** A table that fits the terminal: the name gives way first, then whole columns. */
export const avatarsTable = (listings: readonly AvatarListing[], terminal: number): string => {
  if (listings.length === 0) return 'No avatars.\n';
  const shown = columnsFor(listings, terminal);
  const widths = widthsOf(shown, listings);
  const lines = [
    shown.map(({ heading }) => heading),
    ...listings.map((listing) => shown.map(({ cell }) => cell(listing))),
  ];
  const spare = totalOf(widths) - terminal;
  const name = shown.findIndex(({ heading }) => heading === 'NAME');
  if (spare > 0) widths[name] = Math.max(shortestName, (widths[name] ?? 0) - spare);
  return `${lines.map((cells) => lineOf(cells, widths)).join('\n')}\n`;
};

const columnsFor = (listings: readonly AvatarListing[], terminal: number): Column[] => {
  let shown = [...columns];
  const least = (): number => {
    const widths = widthsOf(shown, listings).map((width, at) =>
      shown[at]?.heading === 'NAME' ? Math.min(width, shortestName) : width,
    );
    return totalOf(widths);
  };
  for (let rank = 5; rank > 0 && least() > terminal; rank -= 1) {
    shown = shown.filter(({ dispensable }) => dispensable !== rank);
  }
  return shown;
};

const widthsOf = (shown: readonly Column[], listings: readonly AvatarListing[]): number[] =>
  shown.map(({ heading, cell }) =>
    Math.max(heading.length, ...listings.map((listing) => widthOf(cell(listing)))),
  );

const totalOf = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width + gap, -gap);

const lineOf = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, at) => fit(cell, widths[at] ?? 0))
    .join(' '.repeat(gap))
    .trimEnd();
