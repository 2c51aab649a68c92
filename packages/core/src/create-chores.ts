import type { Aisha } from './create-aisha.ts';
import type { IdempotentRequests } from './ports/idempotent-requests.ts';

/** What is done over and over, on one machine of all, as `JobQueue.schedule` does it. */
export type Chore = {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
};

export type ChoreParts = {
  /** Where the REST API is served: its answers are kept for a day. */
  readonly idempotentRequests?: Pick<IdempotentRequests, 'forget'> | undefined;
};

const [minute, hour, day] = [60_000, 60 * 60_000, 24 * 60 * 60_000];

/**
 * Everything that has to be done beside jobs, whoever puts an installation together: what is overdue
 * ends, what was kept long enough is forgotten.
 */
export const createChores = (
  aisha: Aisha,
  { idempotentRequests }: ChoreParts = {},
): readonly Chore[] => [
  chore('reconcile', 15_000, () => aisha.reconcile()),
  chore('expire-holds', minute, aisha.expireHolds),
  chore('sweep-orphans', day, () => aisha.sweepOrphans()),
  chore('forget-quarantined-events', day, aisha.forgetQuarantinedEvents),
  chore('forget-drafts', day, aisha.forgetDrafts),
  chore('resume-erasures', hour, aisha.resumeErasures),
  chore('forget-hook-messages', day, aisha.forgetHookMessages),
  chore('forget-welcomes', day, aisha.forgetWelcomes),
  ...(idempotentRequests
    ? [chore('forget-idempotent-requests', hour, () => forgetRequests(idempotentRequests))]
    : []),
];

const chore = (name: string, everyMs: number, run: () => Promise<unknown>): Chore => ({
  name,
  everyMs,
  run: async () => {
    await run();
  },
});

const batch = 5_000;

/** All that are old enough: more may be asked in an hour than is forgotten at once. */
const forgetRequests = async (requests: Pick<IdempotentRequests, 'forget'>): Promise<void> => {
  while ((await requests.forget({ olderThanMs: day, limit: batch })) === batch);
};
