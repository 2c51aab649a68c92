import type { Address } from '../../shared/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Users } from '../../ports/users.ts';
import type { ClaimedUpdate, IncomingUpdate, UpdateInbox } from '../../ports/update-inbox.ts';
import { rememberMap, restoreAll, type Remembering } from './remembering.ts';

type Kept = {
  readonly update: IncomingUpdate;
  readonly attempts: number;
  readonly state: 'waiting' | 'claimed' | 'done' | 'parked';
  readonly owner?: string;
  /** When a claim ends, or when a released update may be taken again. */
  readonly until: number;
};

export type InMemoryUpdateInbox = UpdateInbox &
  Remembering & {
    /** Updates not finished yet, parked ones included. */
    unfinished(): readonly IncomingUpdate[];
    /** Forgets what an address finished, and what its lanes were talking about. */
    forgetAddress(address: Address): void;
    /** How many finished updates of an address are kept. */
    finishedOf(address: Address): number;
    /** What is kept of a lane's conversation. */
    conversationOf(lane: string): unknown;
  };

export const inMemoryUpdateInbox = ({
  clock,
  users,
}: {
  clock: Clock;
  users: Pick<Users, 'findByAddress'>;
}): InMemoryUpdateInbox => {
  const updates = new Map<number, Kept>();
  const conversations = new Map<string, unknown>();
  const now = (): number => clock.now().getTime();

  const firstOfLanes = (): Kept[] => {
    const first = new Map<string, Kept>();
    const inOrder = [...updates.values()].toSorted((a, b) => a.update.id - b.update.id);
    for (const kept of inOrder) {
      const open = kept.state === 'waiting' || kept.state === 'claimed';
      if (open && !first.has(kept.update.lane)) first.set(kept.update.lane, kept);
    }
    return [...first.values()];
  };

  const claimed = async (kept: Kept): Promise<ClaimedUpdate> => {
    const { address, lane } = kept.update;
    return {
      ...kept.update,
      attempts: kept.attempts,
      user: address && (await users.findByAddress(address)),
      conversation: conversations.get(lane),
    };
  };

  const held = ({ id }: IncomingUpdate, owner: string): Kept | undefined => {
    const kept = updates.get(id);
    return kept?.state === 'claimed' && kept.owner === owner ? kept : undefined;
  };

  return {
    land: async (incoming) => {
      const before = updates.size;
      for (const update of incoming) {
        if (updates.has(update.id)) continue;
        updates.set(update.id, { update, attempts: 0, state: 'waiting', until: -Infinity });
      }
      return updates.size - before;
    },
    claim: async ({ owner, limit, leaseMs }) => {
      const free = firstOfLanes().filter(({ until }) => until <= now());
      const taken = free.slice(0, limit).map((kept) => ({
        ...kept,
        attempts: kept.attempts + (kept.state === 'claimed' ? 1 : 0),
      }));
      for (const kept of taken) {
        const claim = { ...kept, state: 'claimed', owner, until: now() + leaseMs } as const;
        updates.set(kept.update.id, claim);
      }
      return Promise.all(taken.map(claimed));
    },
    renew: async (renewed, { owner, leaseMs }) => {
      for (const update of renewed) {
        const kept = held(update, owner);
        if (kept) updates.set(update.id, { ...kept, until: now() + leaseMs });
      }
    },
    complete: async (update, { owner, conversation }) => {
      const kept = held(update, owner);
      if (!kept) return false;
      if (conversation === undefined) {
        // Nothing is kept of who is not being talked with.
        updates.delete(update.id);
        conversations.delete(update.lane);
        return true;
      }
      updates.set(update.id, { ...kept, state: 'done' });
      conversations.set(update.lane, conversation);
      return true;
    },
    release: async (update, { owner, retryAt }) => {
      const kept = held(update, owner);
      if (!kept) return;
      updates.set(update.id, {
        ...kept,
        attempts: kept.attempts + 1,
        state: retryAt ? 'waiting' : 'parked',
        until: retryAt?.getTime() ?? Infinity,
      });
    },
    forgetAddress: (address) => {
      for (const [id, { update, state }] of updates) {
        if (update.address !== address) continue;
        conversations.delete(update.lane);
        if (state === 'done' || state === 'parked') updates.delete(id);
      }
    },
    finishedOf: (address) =>
      [...updates.values()].filter(
        ({ update, state }) => update.address === address && state === 'done',
      ).length,
    conversationOf: (lane) => conversations.get(lane),
    remember: () => restoreAll(rememberMap(updates), rememberMap(conversations)),
    unfinished: () =>
      [...updates.values()]
        .filter(({ state }) => state !== 'done')
        .map(({ update }) => update)
        .toSorted((one, other) => one.id - other.id),
  };
};
