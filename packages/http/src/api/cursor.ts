import { Problem } from './problem.ts';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

export const isUuid = (text: string): boolean => uuid.test(text);

/** Where a page ended: clients hand it back as it is, and what is in it is ours to change. */
export const cursorAfter = (id: string): string =>
  Buffer.from(`1:${id}`, 'latin1').toString('base64url');

export const readCursor = <Id extends string>(cursor: string | undefined): Id | undefined => {
  if (cursor === undefined) return undefined;
  const [version, id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(':');
  if (version !== '1' || !isUuid(id)) throw new Problem('cursor.invalid');
  return id as Id;
};

/** A page of one more than was asked for, which tells whether there is a next. */
export const pageOf = <Row extends { readonly id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
): { readonly items: Item[]; readonly nextCursor?: string } => {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(present), ...(last && { nextCursor: cursorAfter(last.id) }) };
};
