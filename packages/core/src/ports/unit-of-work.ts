import type { Accounts } from './accounts.ts';
import type { ApiKeys } from './api-keys.ts';
import type { AuditLog } from './audit-log.ts';
import type { Avatars } from './avatars.ts';
import type { Broadcasts } from './broadcasts.ts';
import type { Generations } from './generations.ts';
import type { Hooks } from './hooks.ts';
import type { Images } from './images.ts';
import type { JobDesk } from './job-desk.ts';
import type { Jobs } from './job-queue.ts';
import type { Photos } from './photos.ts';
import type { PromptDrafts } from './prompt-drafts.ts';
import type { ProviderEvents } from './provider-events.ts';
import type { ProviderPauses } from './provider-pauses.ts';
import type { ProviderRuns } from './provider-runs.ts';
import type { QueuePauses } from './queue-pauses.ts';
import type { SafetyDecisions } from './safety-decisions.ts';
import type { StandingAlarms } from './standing-alarms.ts';
import type { Statistics } from './statistics.ts';
import type { StyleUses } from './style-uses.ts';
import type { Trainings } from './trainings.ts';
import type { Users } from './users.ts';
import type { Wallets } from './wallets.ts';

/** Everything that is stored together or not at all. */
export type Transaction = {
  readonly users: Users;
  readonly accounts: Accounts;
  readonly avatars: Avatars;
  readonly photos: Photos;
  readonly trainings: Trainings;
  readonly generations: Generations;
  readonly images: Images;
  readonly drafts: PromptDrafts;
  readonly decisions: SafetyDecisions;
  readonly styles: StyleUses;
  readonly wallets: Wallets;
  readonly runs: ProviderRuns;
  readonly events: ProviderEvents;
  readonly pauses: ProviderPauses;
  readonly alarms: StandingAlarms;
  readonly apiKeys: ApiKeys;
  readonly hooks: Hooks;
  readonly audit: AuditLog;
  readonly broadcasts: Broadcasts;
  readonly desk: JobDesk;
  readonly queuePauses: QueuePauses;
  readonly statistics: Statistics;
  /** Jobs enqueued here exist when, and only when, the transaction commits. */
  readonly jobs: Jobs;
};

type Reading = 'balance' | `find${string}` | `list${string}` | `count${string}`;
type Locking = `${string}ForUpdate`;
type Readable<Store> = Pick<Store, Exclude<Extract<keyof Store, Reading>, Locking>>;

/** What can be looked at without changing or locking anything. */
export type Reads = {
  readonly [Name in Exclude<keyof Transaction, 'alarms' | 'jobs'>]: Readable<Transaction[Name]>;
};

/**
 * All or nothing. The work may be run again after a conflict with another transaction, so it does
 * nothing but read and write through its argument. What it throws undoes everything and is thrown on.
 * Errors: `database.unavailable` (retryable), `database.conflict` after the retries.
 */
export type UnitOfWork = {
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Looks without a transaction, which spares two round trips: each question sees what is stored when
   * it is asked, as it would inside of `run`. The work may be run again, too.
   */
  read<T>(work: (reads: Reads) => Promise<T>): Promise<T>;
};
