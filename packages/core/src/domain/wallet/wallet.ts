import type { HoldId, UserId } from '../../shared/ids.ts';

/** Whole credits. `held` is promised to work under way and no longer available. */
export type Balance = { readonly available: number; readonly held: number };

/** captured: paid, all or a part. released: given back by its work. expired: given back because its work was over, or gone, and had left it open. */
export const holdStatuses = ['held', 'captured', 'released', 'expired'] as const;
export type HoldStatus = (typeof holdStatuses)[number];

/** Credits promised to one training or generation until it ends. */
export type Hold = {
  /** The id of the training or generation that it pays for. */
  readonly id: HoldId;
  readonly userId: UserId;
  readonly amount: number;
  readonly captured: number;
  readonly status: HoldStatus;
  readonly createdAt: Date;
  /** When it goes back by itself, unless its work still goes on: later than any work may take. */
  readonly expiresAt: Date;
};

/** What becomes of a hold with the transfer that moves its credits. */
export type HoldChange =
  | { readonly type: 'opened'; readonly hold: Hold }
  | {
      readonly type: 'ended';
      readonly id: HoldId;
      readonly status: Exclude<HoldStatus, 'held'>;
      readonly captured: number;
    };

/** The accounts of the double-entry ledger. Every transfer's legs sum to zero. */
export type AccountName =
  | { readonly owner: 'user'; readonly userId: UserId; readonly part: 'available' | 'held' }
  | { readonly owner: 'house'; readonly part: 'issued' | 'earned' };

export const transferKinds = ['grant', 'hold', 'capture', 'release'] as const;
export type TransferKind = (typeof transferKinds)[number];

/** A movement as its owner reads it. */
export type TransferLine = {
  readonly id: string;
  readonly bookedAt: Date;
  readonly kind: TransferKind;
  readonly reason: string;
  /** What became of the available credits: never 0. */
  readonly amount: number;
  /** What it was for, where that is still known. */
  readonly about?: TransferSubject | undefined;
};

export type TransferSubject =
  | { readonly type: 'training'; readonly avatarName: string }
  | { readonly type: 'generation'; readonly avatarName: string; readonly count: number };

export type Leg = { readonly account: AccountName; readonly amount: number };

/** A movement of credits. The same key a second time is the same movement, not another one. */
export type TransferPlan = {
  readonly kind: TransferKind;
  readonly idempotencyKey: string;
  readonly userId: UserId;
  /** Stored together with the transfer: neither is ever there without the other. */
  readonly hold?: HoldChange | undefined;
  readonly reason: string;
  readonly legs: readonly Leg[];
};
