import type { Address, UserId } from '../shared/ids.ts';
import type { User } from '../domain/user/user.ts';
import type { Reads } from '../ports/unit-of-work.ts';

/** Somebody, named by their id or by where they are reached. */
export const findPerson = (
  { users }: Pick<Reads, 'users'>,
  who: UserId | Address,
): Promise<User | undefined> =>
  who.includes(':') ? users.findByAddress(who as Address) : users.find(who as UserId);
