import type { EventHub } from './events.ts';
import type { Faults } from './faults.ts';
import type { FileLibrary } from './files.ts';
import type { Store } from './store.ts';
import type { UpdateQueue } from './updates.ts';
import type { WebhookDelivery } from './webhook.ts';

export interface BotIdentity {
  id: number;
  name: string;
  username: string;
}

export type SandboxLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  details?: Record<string, unknown>,
) => void;

/** Everything the methods and the page work on. */
export interface Sandbox {
  bot: BotIdentity;
  store: Store;
  files: FileLibrary;
  updates: UpdateQueue;
  webhook: WebhookDelivery;
  hub: EventHub;
  faults: Faults;
  /** Epoch milliseconds. */
  now: () => number;
  log: SandboxLog;
}
