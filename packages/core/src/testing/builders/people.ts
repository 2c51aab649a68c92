import type { Address, HoldId, UserId } from '../../shared/ids.ts';
import type { User } from '../../domain/user/user.ts';
import { defaultSettings } from '../../domain/user/user-settings.ts';
import type { Hold } from '../../domain/wallet/wallet.ts';
import { builtAt, freshId, minutesAfter } from './fresh.ts';

/** Each with an address of their own. */
export const aUser = (own: Partial<User> = {}): User => {
  const id = own.id ?? freshId<UserId>();
  return {
    id,
    address: `telegram:${Number.parseInt(id.slice(-8), 16)}` as Address,
    firstName: 'Ada',
    locale: 'en',
    consent: { version: '2026-11', givenAt: builtAt },
    settings: defaultSettings,
    createdAt: builtAt,
    ...own,
  };
};

export const aHold = (own: Partial<Hold> = {}): Hold => ({
  id: freshId<HoldId>(),
  userId: own.userId ?? freshId<UserId>(),
  amount: 100,
  captured: 0,
  status: 'held',
  createdAt: builtAt,
  expiresAt: minutesAfter(builtAt, 60),
  ...own,
});
