import { badRequest } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import type { PendingQuery } from '../store.ts';

/** How long a query waits for its answer, in milliseconds. */
const queryLifeMs = { callback: 5 * 60_000, inline: 60_000, pre_checkout: 10_000 };

export const tooOld = 'query is too old and response timeout expired or query ID is invalid';

/** A query that can still be answered. */
export const takeQuery = (
  { store, now }: Sandbox,
  kind: PendingQuery['kind'],
  id: string,
): PendingQuery => {
  const query = store.queries.get(id);
  if (query?.kind !== kind || now() - query.askedAt > queryLifeMs[kind]) throw badRequest(tooOld);
  return query;
};
