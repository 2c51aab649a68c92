import type { ProviderEvent } from './provider-events.ts';

/**
 * Where the provider's true messages are kept before they are acknowledged. It is asked by one
 * request after another, many at once, so an implementation may keep several in one commit.
 */
export type EventInbox = {
  /**
   * Keeps an event together with its `provider.event` job, both or neither, and answers once they
   * are committed: "accepted", or "duplicate" where this request's outcome was kept before; then
   * nothing is changed. The run it names need not be known. Errors: `database.unavailable`
   * (retryable) where it cannot be kept now, also because too many wait; what came of it is then
   * unknown, and receiving it again is safe.
   */
  receive(event: ProviderEvent): Promise<'accepted' | 'duplicate'>;
};
