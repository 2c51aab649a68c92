import type { Address, UserId } from '../../shared/ids.ts';
import type { UserSettings } from './user-settings.ts';

/** A language as IETF names it, such as `en`. Which of them are spoken is the edge's to say. */
export type Locale = string;

export type Consent = { readonly version: string; readonly givenAt: Date };

/** A person who agreed to the terms. Before that nothing about them is stored. */
export type User = {
  readonly id: UserId;
  readonly address: Address;
  readonly firstName: string;
  readonly locale: Locale;
  readonly consent: Consent;
  readonly settings: UserSettings;
  /** Since when the channel tells us that this person does not want our messages. */
  readonly unreachableSince?: Date | undefined;
  /** Since when operators let this person do nothing that costs. */
  readonly blockedSince?: Date | undefined;
  readonly createdAt: Date;
};
