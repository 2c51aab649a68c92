import type { UserId } from '../shared/ids.ts';

/** The one message in a chat that is edited while something goes on. */
export type LiveMessage = {
  readonly userId: UserId;
  /** What goes on, as in `training:<id>`. */
  readonly topic: string;
  /** The channel's own id of the message. */
  readonly messageRef: string;
  /** What it shows now, so that the same is not shown twice. */
  readonly contentHash: string;
  /** Grows with the news: older news never replaces newer. */
  readonly version: number;
};

/** Which message tells of what. Shared by all replicas. */
export type LiveMessages = {
  find(userId: UserId, topic: string): Promise<LiveMessage | undefined>;
  /** Adds it, or replaces it where what is stored is not newer; otherwise answers false and changes nothing. */
  save(message: LiveMessage): Promise<boolean>;
  delete(userId: UserId, topic: string): Promise<void>;
};
