import type { BlobKey } from '../../shared/ids.ts';

/** What two lists say of one key: `key` where the first has it, `row` where the second has. */
export type Aligned<Row> = {
  readonly key: BlobKey | undefined;
  readonly row: Row | undefined;
};

/**
 * Goes through two lists that are both in the order of their keys, side by side. A key that several
 * rows share comes once, with the first of them.
 */
export async function* alignKeys<Row extends { readonly key: BlobKey }>(
  keys: AsyncIterable<BlobKey>,
  rows: AsyncIterable<Row>,
): AsyncGenerator<Aligned<Row>> {
  const stored = keys[Symbol.asyncIterator]();
  const named = rows[Symbol.asyncIterator]();
  try {
    let key = await next(stored);
    let row = await next(named);
    while (key !== undefined || row !== undefined) {
      const least = leastOf(key, row?.key);
      const found = row?.key === least ? row : undefined;
      yield { key: key === least ? key : undefined, row: found };
      if (key === least) key = await next(stored);
      while (row?.key === least) row = await next(named);
    }
  } finally {
    await stored.return?.();
    await named.return?.();
  }
}

const next = async <T>(iterator: AsyncIterator<T>): Promise<T | undefined> => {
  const result = await iterator.next();
  return result.done ? undefined : result.value;
};

const leastOf = (one: BlobKey | undefined, other: BlobKey | undefined): BlobKey | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
};
