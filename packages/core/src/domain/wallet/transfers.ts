import type { HoldId, UserId } from '../../shared/ids.ts';
import type { AccountName, Hold, Leg, TransferPlan } from './wallet.ts';

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

/** Credits set aside for work that is about to begin. */
export const planHold = (hold: {
  holdId: HoldId;
  userId: UserId;
  amount: number;
  reason: string;
}): TransferPlan => ({
  kind: 'hold',
  idempotencyKey: `hold:${hold.holdId}`,
  userId: hold.userId,
  holdId: hold.holdId,
  reason: hold.reason,
  legs: move(available(hold.userId), held(hold.userId), wholeCredits(hold.amount)),
});

/**
 * The end of a hold: what was delivered is paid for, the rest goes back. One plan covers all three
 * ends (all paid, part paid, nothing paid), so a hold ends once.
 */
export const planSettlement = (
  hold: Pick<Hold, 'id' | 'userId' | 'amount'>,
  captured: number,
  reason: string,
): TransferPlan => {
  const paid = wholeCredits(captured);
  if (paid > hold.amount) throw new RangeError('more captured than held');
  const back = hold.amount - paid;
  return {
    kind: paid > 0 ? 'capture' : 'release',
    idempotencyKey: `settle:${hold.id}`,
    userId: hold.userId,
    holdId: hold.id,
    reason,
    legs: [
      ...(paid > 0 ? move(held(hold.userId), house('earned'), paid) : []),
      ...(back > 0 ? move(held(hold.userId), available(hold.userId), back) : []),
    ],
  };
};

/** What a partly delivered order costs: its share of the price, rounded in the person's favour. */
export const priceOfDelivered = (price: number, ordered: number, delivered: number): number =>
  Math.floor((price * Math.min(delivered, ordered)) / ordered);

const wholeCredits = (amount: number): number => {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError('credits are whole');
  return amount;
};
