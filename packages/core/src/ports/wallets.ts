import type { HoldId, UserId } from '../shared/ids.ts';
import type { Balance, Hold, TransferPlan } from '../domain/wallet/wallet.ts';

/**
 * The double-entry ledger. Whatever happens at the same time, a person's available credits never
 * fall below zero: the store itself refuses the entry.
 */
export type Wallets = {
  balance(userId: UserId): Promise<Balance>;
  /**
   * Books a transfer. `already-posted`: the same key was booked before, nothing changes.
   * `insufficient`: the account would fall below zero, nothing changes.
   */
  post(plan: TransferPlan): Promise<'posted' | 'already-posted' | 'insufficient'>;
  findHold(id: HoldId): Promise<Hold | undefined>;
  addHold(hold: Hold): Promise<void>;
  /** Ends a hold that is still `held`; answers false, and changes nothing, where it has ended already. */
  endHold(id: HoldId, end: { status: 'captured' | 'released'; captured: number }): Promise<boolean>;
};
