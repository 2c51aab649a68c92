import type { HoldId, UserId } from '../../shared/ids.ts';

/** Whole credits. `held` is promised to work under way and no longer available. */
export type Balance = { readonly available: number; readonly held: number };

export const holdStatuses = ['held', 'captured', 'released'] as const;
export type HoldStatus = (typeof holdStatuses)[number];

/** Credits promised to one training or generation until it ends. */
export type Hold = {
  readonly id: HoldId;
  readonly userId: UserId;
  readonly amount: number;
  readonly captured: number;
  readonly status: HoldStatus;
  readonly createdAt: Date;
};

/** The accounts of the double-entry ledger. Every transfer's legs sum to zero. */
export type AccountName =
  | { readonly owner: 'user'; readonly userId: UserId; readonly part: 'available' | 'held' }
  | { readonly owner: 'house'; readonly part: 'issued' | 'earned' };

export const transferKinds = ['grant', 'hold', 'capture', 'release'] as const;
export type TransferKind = (typeof transferKinds)[number];

export type Leg = { readonly account: AccountName; readonly amount: number };

/** A movement of credits. The same key a second time is the same movement, not another one. */
export type TransferPlan = {
  readonly kind: TransferKind;
  readonly idempotencyKey: string;
  readonly userId: UserId;
  readonly holdId?: HoldId | undefined;
  readonly reason: string;
  readonly legs: readonly Leg[];
};
