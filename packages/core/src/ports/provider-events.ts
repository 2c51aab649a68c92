import type { ProviderEventId, ProviderRequestId, RunId } from '../shared/ids.ts';

/** A verified message of the provider about one run. */
export type ProviderEvent = {
  readonly id: ProviderEventId;
  readonly requestId: ProviderRequestId;
  /**
   * The run that the webhook's address named. Where the database was restored from a backup, it may
   * know nothing of it.
   */
  readonly runId: RunId;
  /** What the provider calls it; what exactly came of it, the payload says. */
  readonly outcome: 'succeeded' | 'failed';
  /** As received, parsed from JSON; undefined where the provider left it out and it must be fetched. */
  readonly payload: unknown;
  readonly receivedAt: Date;
};

/** Everything the provider told us, once each. */
export type ProviderEvents = {
  find(id: ProviderEventId): Promise<ProviderEvent | undefined>;
  /** Adds an event; answers false, and changes nothing, where this request's outcome was recorded before. */
  add(event: ProviderEvent): Promise<boolean>;
  /** Sets an event aside whose run nobody knows. The first time stays; one that is not there is fine. */
  quarantine(id: ProviderEventId, at: Date): Promise<void>;
  /** How many are set aside. */
  countQuarantined(): Promise<number>;
  /** Deletes those set aside before a time, at most `limit` of the oldest. Answers how many. */
  deleteQuarantined(options: { before: Date; limit: number }): Promise<number>;
};
