import { p, type PrimaryKeyProp } from '@mikro-orm/core';

/** A moment, stored with its zone. */
export const instant = () => p.datetime().columnType('timestamptz');

/** A whole number that may outgrow 32 bits. */
export const bigNumber = () => p.bigint('number');

/** An index of the keys of blobs, in the order in which stores list them: byte by byte. */
export const byKey = (table: string, column: string) => {
  const name = `${table}_${column}_index`;
  return { name, expression: `create index ${name} on ${table} (${column} collate "C")` };
};

/** What a foreign key has to know of the row it refers to. */
export interface IdRow {
  readonly id: string;
  [PrimaryKeyProp]?: 'id';
}

export interface LaneRow {
  readonly lane: string;
  [PrimaryKeyProp]?: 'lane';
}

/**
 * A foreign key. It is looked at when the transaction commits, so the order in which a unit of work
 * stores things is its own business. Of the other entity only the key's name and type are taken,
 * or the whole of it, and all that it refers to, would be written into our type declarations.
 */
export const belongsTo = (entity: { readonly '~entity'?: unknown }) =>
  p.manyToOne(entity as { '~entity': IdRow }).deferMode('deferred');

/** The foreign key of an update's lane. */
export const inLane = (entity: { readonly '~entity'?: unknown }) =>
  p
    .manyToOne(entity as { '~entity': LaneRow })
    .fieldName('lane')
    .deferMode('deferred');
