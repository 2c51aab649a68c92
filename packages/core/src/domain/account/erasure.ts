import type { Address, ErasureId, UserId } from '../../shared/ids.ts';
import type { Locale } from '../user/user.ts';

/** How much of what there was is gone. */
export type Erased = {
  readonly avatars: number;
  readonly photos: number;
  readonly trainings: number;
  readonly orders: number;
  readonly pictures: number;
  /** Runs whose files the provider deleted when asked. */
  readonly atProvider: number;
  /** Runs whose files the provider did not delete: they expire there by themselves. */
  readonly leftAtProvider: number;
};

/** Whose account is being erased. All that is left to know of them until it is done. */
export type Leaver = {
  readonly userId: UserId;
  readonly address: Address;
  readonly locale: Locale;
};

/**
 * One erasure of a person's account. While it is under way it knows whose; once it is done it is the
 * receipt, and leads to nobody.
 */
export type Erasure = {
  readonly id: ErasureId;
  readonly leaver?: Leaver | undefined;
  readonly requestedAt: Date;
  /** Since the rows are gone. */
  readonly erased?: Erased | undefined;
  readonly finishedAt?: Date | undefined;
};

/** What a person holds in their hands, and anybody who has its id may look up. */
export type ErasureReceipt = {
  readonly id: ErasureId;
  readonly requestedAt: Date;
  /** Undefined while it is under way. */
  readonly finishedAt?: Date | undefined;
  readonly erased?: Erased | undefined;
};
