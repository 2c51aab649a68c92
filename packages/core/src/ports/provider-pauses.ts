import type { PauseScope, ProviderPause } from '../domain/pause/provider-pause.ts';

/** What everybody who submits must know of the provider: that it takes nothing, and who finds out next. */
export type ProviderPauses = {
  /** Those of the scopes named, or all. Reads without locking: most of the time there is none. */
  list(scopes?: readonly PauseScope[]): Promise<readonly ProviderPause[]>;
  /** Locks it until the transaction ends. */
  findForUpdate(scope: PauseScope): Promise<ProviderPause | undefined>;
  /** Answers false, and changes nothing, where the scope has one. */
  add(pause: ProviderPause): Promise<boolean>;
  /** Replaces what was found for update. */
  save(pause: ProviderPause): Promise<void>;
  /** Answers what there was. */
  delete(scope: PauseScope): Promise<ProviderPause | undefined>;
};
