import type { Address, UserId } from '../shared/ids.ts';
import type { User } from '../domain/user/user.ts';

/** People who agreed to the terms. */
export type Users = {
  find(id: UserId): Promise<User | undefined>;
  findByAddress(address: Address): Promise<User | undefined>;
  /** Adds a person; answers false, and changes nothing, where the address is known already. */
  add(user: User): Promise<boolean>;
  save(user: User): Promise<void>;
};
