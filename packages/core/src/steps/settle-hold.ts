import type { HoldId } from '../shared/ids.ts';
import { planSettlement } from '../domain/wallet/transfers.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

export type Settled = {
  /** What was paid. */
  readonly captured: number;
  /** What is available again. */
  readonly refunded: number;
};

/**
 * Ends a hold: `captured` credits are paid, the rest is available again. A hold that has ended already
 * is left as it is: what is delivered after its credits went back is a gift.
 */
export const settleHold = async (
  { wallets }: Pick<Transaction, 'wallets'>,
  holdId: HoldId,
  end: { readonly captured: number; readonly reason: string },
): Promise<Settled> => {
  const nothing = { captured: 0, refunded: 0 };
  const hold = await wallets.findHold(holdId);
  if (hold?.status !== 'held') return nothing;
  const posted = await wallets.post(planSettlement(hold, end.captured, end.reason));
  if (posted === 'insufficient') throw new Error(`hold ${holdId} is not covered by what is held`);
  if (posted === 'already-posted') return nothing;
  return { captured: end.captured, refunded: hold.amount - end.captured };
};
