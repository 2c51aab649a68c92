import type { ProviderRequestId, RunId } from '../shared/ids.ts';
import type { ProviderRun, RunStatus, RunSubject } from '../domain/run/run.ts';

/** The record of every paid attempt at the provider, written before it is made. */
export type ProviderRuns = {
  find(id: RunId): Promise<ProviderRun | undefined>;
  findByRequestId(requestId: ProviderRequestId): Promise<ProviderRun | undefined>;
  /** The newest try of a training or generation. */
  findLatest(subject: RunSubject): Promise<ProviderRun | undefined>;
  /** Fails where the subject already has a try of that number. */
  add(run: ProviderRun): Promise<void>;
  /** Saves where the stored status is one of `from`; otherwise answers false and changes nothing. */
  save(run: ProviderRun, from: readonly RunStatus[]): Promise<boolean>;
  /** Runs not ended whose next check lies before `now`, the longest overdue first. */
  listDue(now: Date, limit: number): Promise<readonly ProviderRun[]>;
};
