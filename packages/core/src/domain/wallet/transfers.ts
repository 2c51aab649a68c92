import type { HoldId, UserId } from '../../shared/ids.ts';
import type { AccountName, Hold, HoldStatus, Leg, TransferPlan } from './wallet.ts';

const available = (userId: UserId): AccountName => ({ owner: 'user', userId, part: 'available' });
const held = (userId: UserId): AccountName => ({ owner: 'user', userId, part: 'held' });
const house = (part: 'issued' | 'earned'): AccountName => ({ owner: 'house', part });

const move = (from: AccountName, to: AccountName, amount: number): Leg[] => [
  { account: from, amount: -amount },
  { account: to, amount },
];

/** Credits given to a person. */
export const planGrant = (grant: {
  userId: UserId;
  amount: number;
  idempotencyKey: string;
  reason: string;
}): TransferPlan => ({
  kind: 'grant',
  idempotencyKey: grant.idempotencyKey,
  userId: grant.userId,
  reason: grant.reason,
  legs: move(house('issued'), available(grant.userId), wholeCredits(grant.amount)),
});

/** Whatever is overdue is ended within seconds. What is still held this long after was forgotten. */
const slackMs = 15 * 60_000;

/** The hold for work that has to be over by `deadlineAt`. */
export const openHold = (order: {
  holdId: HoldId;
  userId: UserId;
  amount: number;
  now: Date;
  deadlineAt: Date;
}): Hold => ({
  id: order.holdId,
  userId: order.userId,
  amount: wholeCredits(order.amount),
  captured: 0,
  status: 'held',
  createdAt: order.now,
  expiresAt: new Date(order.deadlineAt.getTime() + slackMs),
});

/** Credits set aside for work that is about to begin. */
export const planHold = (hold: Hold, reason: string): TransferPlan => ({
  kind: 'hold',
  idempotencyKey: `hold:${hold.id}`,
  userId: hold.userId,
  hold: { type: 'opened', hold },
  reason,
  legs: move(available(hold.userId), held(hold.userId), wholeCredits(hold.amount)),
});

/**
 * The end of a hold: what was delivered is paid for, the rest goes back. All ends (all paid, part
 * paid, nothing paid, expired) share one key, so a hold ends once.
 */
export const planSettlement = (
  hold: Pick<Hold, 'id' | 'userId' | 'amount'>,
  captured: number,
  reason: string,
): TransferPlan =>
  planEnd(hold, { status: captured > 0 ? 'captured' : 'released', captured, reason });

/** The end of a hold that its work has left open: all of it goes back. */
export const planExpiry = (hold: Pick<Hold, 'id' | 'userId' | 'amount'>): TransferPlan =>
  planEnd(hold, { status: 'expired', captured: 0, reason: 'hold.expired' });

const planEnd = (
  hold: Pick<Hold, 'id' | 'userId' | 'amount'>,
  end: { status: Exclude<HoldStatus, 'held'>; captured: number; reason: string },
): TransferPlan => {
  const paid = wholeCredits(end.captured);
  if (paid > hold.amount) throw new RangeError('more captured than held');
  const back = hold.amount - paid;
  return {
    kind: paid > 0 ? 'capture' : 'release',
    idempotencyKey: `settle:${hold.id}`,
    userId: hold.userId,
    hold: { type: 'ended', id: hold.id, status: end.status, captured: paid },
    reason: end.reason,
    legs: [
      ...(paid > 0 ? move(held(hold.userId), house('earned'), paid) : []),
      ...(back > 0 ? move(held(hold.userId), available(hold.userId), back) : []),
    ],
  };
};

/** The hold that a transfer is about. */
export const holdIdOf = ({ hold }: Pick<TransferPlan, 'hold'>): HoldId | undefined =>
  hold?.type === 'opened' ? hold.hold.id : hold?.id;

/** What a partly delivered order costs: its share of the price, rounded in the person's favour. */
export const priceOfDelivered = (price: number, ordered: number, delivered: number): number =>
  Math.floor((price * Math.min(delivered, ordered)) / ordered);

const wholeCredits = (amount: number): number => {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError('credits are whole');
  return amount;
};
