import type { Users } from '../../ports/users.ts';
import { insert } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryUsers = ({ users, usersByAddress }: Store): Users => ({
  find: async (id) => users.get(id),
  findByAddress: async (address) => {
    const id = usersByAddress.get(address);
    return id && users.get(id);
  },
  add: async (user) => {
    if (usersByAddress.has(user.address)) return false;
    insert(users, user);
    usersByAddress.set(user.address, user.id);
    return true;
  },
  save: async (user) => {
    const stored = users.get(user.id);
    if (!stored) throw new Error(`user ${user.id} was never added`);
    usersByAddress.delete(stored.address);
    usersByAddress.set(user.address, user.id);
    users.set(user.id, { ...user, blockedSince: stored.blockedSince });
  },
  setBlocked: async (id, since) => {
    const stored = users.get(id);
    if (!stored || (stored.blockedSince === undefined) === (since === undefined)) return false;
    users.set(id, { ...stored, blockedSince: since });
    return true;
  },
});
