import type { HoldId } from '../shared/ids.ts';
import { planSettlement } from '../domain/wallet/transfers.ts';
import type { Hold } from '../domain/wallet/wallet.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

export type Settled = {
  /** What was paid. */
  readonly captured: number;
  /** What is available again. */
  readonly refunded: number;
};

type End = { readonly captured: number; readonly reason: string };

/**
 * Ends a hold: `captured` credits are paid, the rest is available again. A hold that has ended already
 * is left as it is: what is delivered after its credits went back is a gift.
 */
export const settleHold = async (
  { wallets }: Pick<Transaction, 'wallets'>,
  holdId: HoldId,
  end: End,
): Promise<Settled> => settleFound({ wallets }, await wallets.findHold(holdId), end);

/** For a hold that was looked up already; if it ended since, nothing happens either. */
export const settleFound = async (
  { wallets }: Pick<Transaction, 'wallets'>,
  hold: Hold | undefined,
  end: End,
): Promise<Settled> => {
  const nothing = { captured: 0, refunded: 0 };
  if (hold?.status !== 'held') return nothing;
  const posted = await wallets.post(planSettlement(hold, end.captured, end.reason));
  if (posted === 'insufficient') throw new Error(`hold ${hold.id} is not covered by what is held`);
  if (posted === 'already-posted') return nothing;
  return { captured: end.captured, refunded: hold.amount - end.captured };
};
