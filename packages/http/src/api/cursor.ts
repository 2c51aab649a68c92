import { createHash } from 'node:crypto';
import { Problem } from './problem.ts';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

export const isUuid = (text: string): boolean => uuid.test(text);

type List = 'avatars' | 'trainings' | 'generations' | 'images' | 'transfers' | 'hook-messages';

const idBytes = 16;
const sumBytes = 6;

const sumOf = (list: List, id: string): Buffer =>
  createHash('sha256').update(`cursor 2 ${list} ${id}`).digest().subarray(0, sumBytes);

/**
 * Where a page of a list ended: clients hand it back as it is, and what is in it is ours to change.
 * The sum tells what was cut off, made up or meant for another list, in the place of a page that is
 * not the next one. It keeps no secret: whatever is listed is the asker's own.
 */
export const cursorAfter = (list: List, id: string): string =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), sumOf(list, id)]).toString(
    'base64url',
  );

export const readCursor = <Id extends string>(
  list: List,
  cursor: string | undefined,
): Id | undefined => {
  if (cursor === undefined) return undefined;
  const hex = Buffer.from(cursor, 'base64url').subarray(0, idBytes).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
  if (!isUuid(id) || cursorAfter(list, id) !== cursor) throw new Problem('cursor.invalid');
  return id as Id;
};

/** A page of one more than was asked for, which tells whether there is a next. */
export const pageOf = <Row extends { readonly id: string }, Item>(
  list: List,
  rows: readonly Row[],
  { limit, present }: { readonly limit: number; readonly present: (row: Row) => Item },
): { readonly items: Item[]; readonly nextCursor?: string } => {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(present), ...(last && { nextCursor: cursorAfter(list, last.id) }) };
};
