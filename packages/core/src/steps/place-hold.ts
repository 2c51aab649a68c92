import type { HoldId, UserId } from '../shared/ids.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import { openHold, planHold } from '../domain/wallet/transfers.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import type { InsufficientCredits, UserBlocked } from '../domain/refusals.ts';

export type HoldOrder = {
  /** The id of the training or generation it pays for, so that one thing is held for once. */
  readonly holdId: HoldId;
  readonly userId: UserId;
  readonly amount: number;
  readonly reason: string;
  readonly now: Date;
  /** Until when the work has to be over. */
  readonly deadlineAt: Date;
};

/** Sets credits aside, or refuses with what is there. Asked again with the same id it changes nothing. */
export const placeHold = async (
  { wallets }: Pick<Transaction, 'wallets'>,
  { reason, ...order }: HoldOrder,
): Promise<Result<'placed' | 'placed-before', InsufficientCredits | UserBlocked>> => {
  const posted = await wallets.post(planHold(openHold(order), reason));
  if (posted === 'insufficient') {
    const { available } = await wallets.balance(order.userId);
    return refuse({ code: 'credits.insufficient', price: order.amount, available });
  }
  if (posted === 'blocked') return refuse({ code: 'user.blocked' });
  return ok(posted === 'posted' ? 'placed' : 'placed-before');
};
