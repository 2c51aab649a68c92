import type { HoldId } from '../shared/ids.ts';
import { planSettlement } from '../domain/wallet/transfers.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

/**
 * Ends a hold: `captured` credits are paid, the rest is available again. Answers how many went back.
 * A hold that has ended already is left as it is.
 */
export const settleHold = async (
  { wallets }: Pick<Transaction, 'wallets'>,
  holdId: HoldId,
  end: { readonly captured: number; readonly reason: string },
): Promise<number> => {
  const hold = await wallets.findHold(holdId);
  if (hold?.status !== 'held') return 0;
  const status = end.captured > 0 ? 'captured' : 'released';
  if (!(await wallets.endHold(holdId, { status, captured: end.captured }))) return 0;
  const posted = await wallets.post(planSettlement(hold, end.captured, end.reason));
  if (posted !== 'posted') throw new Error(`the end of hold ${holdId} was ${posted}`);
  return hold.amount - end.captured;
};
