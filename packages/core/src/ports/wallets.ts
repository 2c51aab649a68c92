import type { HoldId, UserId } from '../shared/ids.ts';
import type { Balance, Hold, TransferLine, TransferPlan } from '../domain/wallet/wallet.ts';

/**
 * The double-entry ledger. Whatever happens at the same time, a person's available credits never
 * fall below zero: the store itself refuses the entry.
 */
export type Wallets = {
  balance(userId: UserId): Promise<Balance>;
  /**
   * Books a transfer and opens or ends its hold, both or neither. What moves no credit is no
   * transfer, but its hold is opened or ended all the same.
   * `already-posted`: the same key was booked before, the hold that it opens is known or the one that
   * it ends is not open, nothing changes.
   * `insufficient`: the account would fall below zero, nothing changes.
   * `blocked`: it would open a hold of a person whom operators have blocked, nothing changes.
   */
  post(plan: TransferPlan): Promise<'posted' | 'already-posted' | 'insufficient' | 'blocked'>;
  /**
   * What made a person's available credits more or fewer, newest first, at most `limit` (1 to 100),
   * after the one named by `before` when given. What was only set aside and then paid is one line.
   */
  listTransfers(
    userId: UserId,
    page: { limit: number; before?: string | undefined },
  ): Promise<readonly TransferLine[]>;
  findHold(id: HoldId): Promise<Hold | undefined>;
  /**
   * Open holds that expired before `now` and pay for no work that still goes on: it has ended, or there
   * is none. At most `limit`, the longest expired first.
   */
  listExpired(now: Date, limit: number): Promise<readonly Hold[]>;
};
