import type { Query } from './clause.ts';

/** A run on the provider's own bill. */
export type BilledRun = {
  readonly requestId: string;
  readonly endpoint: string;
  /** `delivered` where the provider's webhook was answered with success. */
  readonly webhook?: string;
};

/**
 * The provider's bill and our record of runs: each of ours is on the bill, and each of theirs is one
 * of ours, by its id or, where the reply was lost, as the one that an intent without an id stands for.
 */
export const brokenBill = async (query: Query, bill: readonly BilledRun[]): Promise<string[]> => {
  const ours = (await query(
    `select id, endpoint, request_id as "requestId", status from provider_runs`,
  )) as readonly OurRun[];
  const events = (await query(
    `select distinct request_id as "requestId" from provider_events`,
  )) as readonly { readonly requestId: string }[];
  const known = new Set(ours.flatMap(({ requestId }) => requestId ?? []));
  const heard = new Set(events.map(({ requestId }) => requestId));
  const unknown = bill.filter(({ requestId }) => !known.has(requestId));
  return [
    ...missing(ours, new Set(bill.map(({ requestId }) => requestId))),
    ...unknown
      .filter(({ requestId, webhook }) => webhook === 'delivered' && !heard.has(requestId))
      .map(({ requestId }) => `I4: billed run ${requestId} told us and is unknown`),
    ...uncovered(ours, unknown),
  ];
};

type OurRun = {
  readonly id: string;
  readonly endpoint: string;
  readonly requestId: string | null;
  readonly status: string;
};

const missing = (ours: readonly OurRun[], billed: ReadonlySet<string>): string[] =>
  ours.flatMap(({ id, requestId }) =>
    requestId === null || billed.has(requestId)
      ? []
      : [`I4: run ${id} (${requestId}) is not on the bill`],
  );

/** An intent whose reply was lost covers one run of its endpoint; one that was refused covers none. */
const uncovered = (ours: readonly OurRun[], unknown: readonly BilledRun[]): string[] => {
  const lost = ours.filter(({ requestId, status }) => requestId === null && status !== 'refused');
  return [...new Set(unknown.map(({ endpoint }) => endpoint))].flatMap((endpoint) => {
    const covered = lost.filter((run) => run.endpoint === endpoint).length;
    return unknown
      .filter((run) => run.endpoint === endpoint)
      .slice(covered)
      .map(
        ({ requestId }) =>
          `I4: billed run ${requestId} of ${endpoint} is covered by no intent of ours`,
      );
  });
};
