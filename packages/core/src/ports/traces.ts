import type { Address, UserId } from '../shared/ids.ts';

/** What is kept of a person beside our rows: what their channel brought and shows, and jobs that speak of them. */
export type Traces = {
  /**
   * Forgets finished updates and conversations of an address, the messages that are kept up to date
   * for a person, and jobs about them. What is missing is fine. An update that is being handled
   * right now is left to its end.
   */
  erase(person: { readonly userId: UserId; readonly address: Address }): Promise<void>;
};
