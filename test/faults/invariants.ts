import type { BlobStore } from '@aisha/core';
import { Client } from 'pg';
import { brokenBill, type BilledRun } from './invariants/bill.ts';
import { brokenBytes } from './invariants/bytes.ts';
import { violations, type Clause, type Query, type Row } from './invariants/clause.ts';
import { hasJobs, jobClauses, onceClauses } from './invariants/jobs.ts';
import { holdClauses, ledgerClauses } from './invariants/ledger.ts';
import { ownerClauses } from './invariants/owners.ts';
import {
  deliveryClauses,
  moneyOfWorkClauses,
  overdueClauses,
  runClauses,
} from './invariants/work.ts';

export type { BilledRun, Query };

/** What the database cannot know by itself. What is left out is not compared. */
export type Outside = {
  readonly blobs?: BlobStore;
  /** Remembers whose bytes were right, so that whoever asks again and again reads them once. */
  readonly readBefore?: Set<string>;
  /** The provider's own list of what it accepted: `runs()` of the fal sandbox. */
  readonly sandboxRuns?: readonly BilledRun[];
  /** The time by which things are overdue; the real one where it is left out. */
  readonly now?: Date;
  /** Ids of trainings and generations whose end was shown in the channel, where jobs were cleared away. */
  readonly told?: readonly string[];
};

const always: readonly Clause[] = [
  ...ledgerClauses,
  ...holdClauses,
  ...moneyOfWorkClauses,
  ...runClauses,
  ...deliveryClauses,
  ...onceClauses,
  ...ownerClauses,
  ...overdueClauses,
];

/** What the database alone can tell. The last ones ask the queue's own tables. */
export const everyClause: readonly Clause[] = [...always, ...jobClauses];

/**
 * Which of the promises I1 to I9 are broken, one sentence each: "I3: hold 018f… was ended …". Empty
 * where all hold. To be asked when nothing is under way: what has just happened is given no time to
 * settle.
 */
export const brokenInvariants = async (
  query: Query,
  { blobs, readBefore, sandboxRuns, now = new Date(), told = [] }: Outside = {},
): Promise<readonly string[]> => {
  const clauses = (await hasJobs(query)) ? everyClause : always;
  const broken = await violations(query, clauses, { now, told });
  if (blobs) broken.push(...(await brokenBytes(query, blobs, readBefore ?? new Set())));
  if (sandboxRuns) broken.push(...(await brokenBill(query, sandboxRuns)));
  return broken;
};

/** As `brokenInvariants`, on a connection of its own. */
export const brokenInvariantsAt = async (
  url: string,
  outside?: Outside,
): Promise<readonly string[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await brokenInvariants(queryWith(client), outside);
  } finally {
    await client.end();
  }
};

/** A `Query` on a connected client of `pg`. */
export const queryWith =
  (client: Pick<Client, 'query'>): Query =>
  async (sql, params = []) => {
    const { rows } = await client.query<Row>(sql, [...params]);
    return rows;
  };
