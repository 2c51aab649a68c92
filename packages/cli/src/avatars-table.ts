import { stripVTControlCharacters } from 'node:util';
import type { AvatarListing } from '@aisha/core';

const headings = ['ID', 'NAME', 'KIND', 'STATUS', 'PHOTOS', 'VERSIONS', 'OWNER', 'CREATED'];

/** A table that fits the terminal: the name gives way first. */
export const avatarsTable = (listings: readonly AvatarListing[], columns: number): string => {
  if (listings.length === 0) return 'No avatars.\n';
  const rows = [headings, ...listings.map(rowOf)];
  const widths = headings.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  const nameWidth = Math.max(6, (widths[1] ?? 0) - Math.max(0, totalOf(widths) - columns));
  widths[1] = Math.min(widths[1] ?? 0, nameWidth);
  return `${rows.map((row) => lineOf(row, widths)).join('\n')}\n`;
};

const gap = 2;

const totalOf = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width + gap, -gap);

const lineOf = (row: readonly string[], widths: readonly number[]): string =>
  row
    .map((cell, at) => fit(cell, widths[at] ?? 0))
    .join(' '.repeat(gap))
    .trimEnd();

const fit = (cell: string, width: number): string =>
  cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width);

const rowOf = ({ avatar, owner, photos, versions }: AvatarListing): string[] => [
  avatar.id,
  printable(avatar.name),
  avatar.kind,
  avatar.status,
  String(photos),
  String(versions),
  owner.address,
  avatar.createdAt.toISOString().slice(0, 16).replace('T', ' '),
];

/** A name is a stranger's text: it must not move the cursor or colour the screen. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Cf}]/gu, '');
