import { z } from 'zod';

// A row is an edge: another version of this program, or a hand, may have written it. Every one is
// parsed on its way out, column by column.

/** A text of a kind of its own, such as an id, which the database itself keeps well formed. */
export const branded = <Kind extends string>() =>
  z.custom<Kind>((value) => typeof value === 'string');

/** PostgreSQL's own writing of a time comes as text. */
export const time = z.coerce.date();

/** `bigint` columns come as text. */
export const count = z.coerce.number().int();

/** NULL is what the domain leaves out. */
export const optional = <T extends z.ZodType>(column: T) =>
  column.nullable().transform((value) => value ?? undefined);

/** JSON for a column that is `json` or `jsonb`; a value left out is NULL. */
export const toJson = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value);
