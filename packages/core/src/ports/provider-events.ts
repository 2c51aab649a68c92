import type { ProviderEventId, ProviderRequestId, RunId } from '../shared/ids.ts';

/** A verified message of the provider about one run. */
export type ProviderEvent = {
  readonly id: ProviderEventId;
  readonly requestId: ProviderRequestId;
  /** The run that the webhook's address named. */
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
};
