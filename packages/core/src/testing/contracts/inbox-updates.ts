import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { ClaimedUpdate, IncomingUpdate, UpdateInbox } from '../../ports/update-inbox.ts';
import { present } from './suite.ts';

/**
 * `elapse` lets that much time pass, as far as the inbox can tell; `now` is its time.
 * `unitOfWork` is there to store the people whom updates are from.
 */
export type UpdateInboxContext = {
  readonly inbox: UpdateInbox;
  readonly unitOfWork: UnitOfWork;
  readonly now: () => Date;
  readonly elapse: (ms: number) => Promise<void>;
};

export const anUpdate = (id: number, lane = 'chat:1'): IncomingUpdate => ({
  id,
  lane,
  payload: { update_id: id, message: { text: 'привет' } },
});

export const claim = (
  inbox: UpdateInbox,
  own: { owner?: string; limit?: number; leaseMs?: number } = {},
) => inbox.claim({ owner: 'one', limit: 10, leaseMs: 60_000, ...own });

export const idsOf = (updates: readonly ClaimedUpdate[]): number[] =>
  updates.map(({ id }) => id).toSorted((one, other) => one - other);

export const first = async (inbox: UpdateInbox, owner = 'one'): Promise<ClaimedUpdate> =>
  present((await claim(inbox, { owner, limit: 1 }))[0]);

export const complete = (inbox: UpdateInbox, update: ClaimedUpdate, conversation: unknown = {}) =>
  inbox.complete(update, { owner: 'one', conversation });
