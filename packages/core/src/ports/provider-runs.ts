import type { ProviderRequestId, RunId } from '../shared/ids.ts';
import type { ProviderRun, RunStatus, RunSubject } from '../domain/run/run.ts';

/** The record of every paid attempt at the provider, written before it is made. */
export type ProviderRuns = {
  find(id: RunId): Promise<ProviderRun | undefined>;
  findByRequestId(requestId: ProviderRequestId): Promise<ProviderRun | undefined>;
  /** The newest try of a training or generation; an orphan is none. */
  findLatest(subject: RunSubject): Promise<ProviderRun | undefined>;
  /** All of a training or generation, orphans included, the newest first; at most 100. */
  listOf(subject: RunSubject): Promise<readonly ProviderRun[]>;
  /** Fails where the subject already has a try of that number, or the provider's request is another run's. */
  add(run: ProviderRun): Promise<void>;
  /** Saves where the stored status is one of `from`; otherwise answers false and changes nothing. */
  save(run: ProviderRun, from: readonly RunStatus[]): Promise<boolean>;
  /** Runs that are asked about and whose next check lies before `now`, the longest overdue first. */
  listDue(now: Date, limit: number): Promise<readonly ProviderRun[]>;
};
