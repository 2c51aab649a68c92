import type { Address } from '../shared/ids.ts';
import type { User } from '../domain/user/user.ts';

/** Something that came in over a channel, as it came. */
export type IncomingUpdate = {
  /** The channel's own number of it: the same number again is the same update. */
  readonly id: number;
  /** Updates of one lane are handled one after the other, in the order of their numbers. */
  readonly lane: string;
  /** Whom it is from, where the channel says. */
  readonly address?: Address | undefined;
  /** JSON as received. */
  readonly payload: unknown;
};

export type ClaimedUpdate = IncomingUpdate & {
  /** How often it was taken before and not finished. */
  readonly attempts: number;
  readonly user?: User | undefined;
  /** The lane's conversation as it was last completed; JSON of the app's own making. */
  readonly conversation: unknown;
};

/**
 * Updates from the channel, kept before they are acknowledged and handled from here: each once, in
 * order within a lane, lanes side by side, on any number of replicas. A claim that is not completed
 * within its lease is taken again by whoever comes first.
 */
export type UpdateInbox = {
  /** Keeps updates in one commit; those known already are left out. Answers how many were new. */
  land(updates: readonly IncomingUpdate[]): Promise<number>;
  /** Takes the first unfinished update of up to `limit` lanes that nobody else is at, with its user and conversation. */
  claim(options: {
    owner: string;
    limit: number;
    leaseMs: number;
  }): Promise<readonly ClaimedUpdate[]>;
  /** Claims that are still held are held for that long from now. Those that were lost stay lost. */
  renew(
    updates: readonly ClaimedUpdate[],
    options: { owner: string; leaseMs: number },
  ): Promise<void>;
  /**
   * Finishes a claimed update and stores its lane's conversation in the same commit. False: the claim
   * was lost to another. Without a conversation what the lane has finished is forgotten, its numbers
   * included, and the lane itself where nothing waits in it.
   */
  complete(
    update: ClaimedUpdate,
    options: { owner: string; conversation: unknown },
  ): Promise<boolean>;
  /** Gives a claim back, to be taken again not before `retryAt`; or parks it for good when undefined. */
  release(
    update: ClaimedUpdate,
    options: { owner: string; retryAt: Date | undefined },
  ): Promise<void>;
};
