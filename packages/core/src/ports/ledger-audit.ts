import type { Address, HoldId, UserId } from '../shared/ids.ts';
import type { TransferKind } from '../domain/wallet/wallet.ts';

/** What can be wrong with the books. None of it happens by itself: a hand, a bug or a broken disk did it. */
export const ledgerFindingCodes = [
  /** All entries together do not sum to zero. */
  'ledger.unbalanced',
  /** A trigger or constraint that keeps the books append-only and balanced is missing or off. */
  'ledger.guard-missing',
  'transfer.unbalanced',
  'transfer.too-few-legs',
  /** The stored balance is not the sum of the account's entries. */
  'account.drifted',
  'account.negative',
  /** What a person has held is not the sum of their open holds. */
  'account.held-drifted',
  'hold.over-captured',
  /** The transfers of a hold tell another story than its status. */
  'hold.transfers-wrong',
  'hold.settled-twice',
  /** Open or paid, and for no training or generation. */
  'hold.without-work',
  /** The hold is another person's, or of another amount than the price. */
  'work.hold-mismatched',
  /** What was paid is not the price of what was delivered. */
  'work.charged-wrong',
  'work.charged-twice',
  /** It is over and its credits are still held. */
  'work.hold-open',
  /** It goes on and nothing is held for it any more. */
  'work.hold-closed',
] as const;
export type LedgerFindingCode = (typeof ledgerFindingCodes)[number];

export type LedgerFinding = {
  readonly code: LedgerFindingCode;
  /** The id of the transfer, account, hold, training or generation; the name of a guard. */
  readonly subject: string;
  readonly userId?: UserId | undefined;
  /** In credits, or how many there are, as the code says. */
  readonly expected?: number | undefined;
  readonly actual?: number | undefined;
};

/** In whole credits. What was issued is available, held or earned. */
export type LedgerTotals = {
  readonly transfers: number;
  readonly holds: number;
  readonly issued: number;
  readonly available: number;
  readonly held: number;
  readonly earned: number;
  /** What we owe the provider for its runs, in US dollars by its price list. */
  readonly provider: {
    readonly billedUsd: number;
    /** For runs of which it is not known whether they are billed. */
    readonly uncertainUsd: number;
  };
};

export type LedgerReport = {
  readonly totals: LedgerTotals;
  /** How many there are of each code; empty where the books are right. */
  readonly counts: Readonly<Partial<Record<LedgerFindingCode, number>>>;
  /** Some of every code before more of any. */
  readonly findings: readonly LedgerFinding[];
};

/** One movement of a person's credits. */
export type StatementLine = {
  readonly id: string;
  readonly bookedAt: Date;
  readonly kind: TransferKind;
  readonly reason: string;
  /** The training or generation it is about. */
  readonly holdId?: HoldId | undefined;
  /** What became of the two sides of the wallet: 100 held is -100 available, +100 held. */
  readonly available: number;
  readonly held: number;
};

/** The books, for operators. Only reads: a reader's rights are enough. */
export type LedgerAudit = {
  /** Looks at everything, as it is at one moment; names at most `limit` findings and counts all. */
  verify(options: { limit: number }): Promise<LedgerReport>;
  /** A person's movements, newest first, at most `limit`, after the one named by `before` when given. */
  statement(
    who: UserId | Address,
    page: { limit: number; before?: string },
  ): Promise<readonly StatementLine[]>;
};
