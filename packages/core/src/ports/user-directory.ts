import type { Address, UserId } from '../shared/ids.ts';
import type { Audience } from '../domain/broadcast/audience.ts';
import type { Locale, User } from '../domain/user/user.ts';
import type { Balance } from '../domain/wallet/wallet.ts';

export type UserListing = {
  readonly user: User;
  readonly balance: Balance;
  /** Those that were deleted aside. */
  readonly avatars: number;
};

export type UserDossier = UserListing & {
  readonly trainings: { readonly total: number; readonly unfinished: number };
  readonly generations: { readonly total: number; readonly unfinished: number };
  readonly images: number;
  /** When they last asked for a copy of their data. */
  readonly exportedAt?: Date | undefined;
};

export type UserFilter = {
  /** 1 to 200. */
  readonly limit: number;
  /** Only who joined before this person. */
  readonly before?: UserId | undefined;
  readonly isBlocked?: boolean | undefined;
  readonly isUnreachable?: boolean | undefined;
  readonly locale?: Locale | undefined;
};

/** Everybody, for operators only: no person's screen asks here. Who was forgotten is nobody. */
export type UserDirectory = {
  /** Who joined last comes first. One question. */
  list(filter: UserFilter): Promise<readonly UserListing[]>;
  find(who: UserId | Address): Promise<UserDossier | undefined>;
  /** Whom an audience means, in the order of their ids, at most `limit` (1 to 1000), after the one named. */
  listAudience(
    audience: Audience,
    page: { limit: number; after?: UserId | undefined },
  ): Promise<readonly User[]>;
  /** How many they are, by language, those with most first. */
  countAudience(
    audience: Audience,
  ): Promise<readonly { readonly locale: Locale; readonly people: number }[]>;
};
