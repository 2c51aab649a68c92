import type { Address, UserId } from '../shared/ids.ts';
import type { User } from '../domain/user/user.ts';

/** People who agreed to the terms. */
export type Users = {
  find(id: UserId): Promise<User | undefined>;
  findByAddress(address: Address): Promise<User | undefined>;
  /** Adds a person; answers false, and changes nothing, where the address is known already. */
  add(user: User): Promise<boolean>;
  /** Saves all but whether they are blocked, which is nobody's to change in passing. */
  save(user: User): Promise<void>;
  /** Blocks a person, or lifts it where no time is given. False, and nothing changes, where it is so already or nobody has the id. */
  setBlocked(id: UserId, since: Date | undefined): Promise<boolean>;
};
