import type { ClientBase } from 'pg';

/** By what a transaction is found again after its connection is lost. */
export type TransactionMark = {
  /** Undefined on a server that recovers or follows another: nothing can be written there. */
  readonly id: string | undefined;
  /**
   * Another after every crash and on every other server. Transactions whose last words a crash
   * swallowed may have left their ids to others.
   */
  readonly epoch: string;
};

export type Fate = 'committed' | 'undone' | 'under-way' | 'unknown';

// PostgreSQL 15 and newer forget statistics, and say since when they count, after a crash alone.
const epoch = `pg_stat_get_bgwriter_stat_reset_time()::text`;
/** One round trip, as BEGIN alone. */
const begin = (
  lockMs: number,
): string => `begin; set local lock_timeout = ${lockMs}; select case when pg_is_in_recovery() then null
  else pg_current_xact_id()::text end as id, ${epoch} as epoch`;
const ask = `select pg_xact_status(($1::text)::xid8) as status, ${epoch} as epoch`;
const inFuture = '22023';

/**
 * Two that wait for each other must not give up at the same time, and meet again. Sooner than the
 * server would look for a deadlock, after a second.
 */
const lockTimeoutMs = (): number => 200 + Math.round(300 * Math.random());

type Answer = { readonly id: string | null; readonly epoch: string };

export const beginMarked = async (client: ClientBase): Promise<TransactionMark> => {
  // The types of `pg` know of one result, not of one for each statement.
  const results = (await client.query(begin(lockTimeoutMs()))) as unknown as { rows: Answer[] }[];
  const answer = results.at(-1)?.rows[0];
  if (!answer) throw new Error('BEGIN was not answered by a transaction id');
  return { id: answer.id ?? undefined, epoch: answer.epoch };
};

/** What became of a transaction, asked on another connection. */
export const fateOf = async (client: ClientBase, mark: TransactionMark): Promise<Fate> => {
  if (mark.id === undefined) return 'undone';
  try {
    const { rows } = await client.query<{ status: string | null; epoch: string }>(ask, [mark.id]);
    return read(rows[0], mark);
  } catch (error) {
    // An id that this server has not given yet: after a crash that lost everything of its transaction.
    if (error instanceof Error && 'code' in error && error.code === inFuture) return 'undone';
    throw error;
  }
};

const read = (
  answer: { status: string | null; epoch: string } | undefined,
  mark: TransactionMark,
): Fate => {
  switch (answer?.status) {
    case 'committed':
      return answer.epoch === mark.epoch ? 'committed' : 'unknown';
    case 'aborted':
      return 'undone';
    case 'in progress':
      return answer.epoch === mark.epoch ? 'under-way' : 'unknown';
    default:
      return 'unknown';
  }
};
