import type { BroadcastId } from '../shared/ids.ts';
import type { Broadcast } from '../domain/broadcast/broadcast.ts';

/** What operators say to many people, and how far it has come. */
export type Broadcasts = {
  find(id: BroadcastId): Promise<Broadcast | undefined>;
  /** Newest first, at most `limit` (1 to 200), after the one named by `before` when given. */
  list(page: { limit: number; before?: BroadcastId | undefined }): Promise<readonly Broadcast[]>;
  /** Fails where the id is taken. */
  add(broadcast: Broadcast): Promise<void>;
  /** Saves where what is stored is the step before; otherwise answers false and changes nothing. */
  save(broadcast: Broadcast): Promise<boolean>;
};
