import type { Broadcasts } from '../../ports/broadcasts.ts';
import { insert, newestPage } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryBroadcasts = ({ broadcasts }: Store): Broadcasts => ({
  find: async (id) => broadcasts.get(id),
  list: async ({ limit, before }) =>
    newestPage([...broadcasts.values()], { limit, ...(before !== undefined && { before }) }),
  add: async (broadcast) => insert(broadcasts, broadcast),
  save: async (broadcast) => {
    if (broadcasts.get(broadcast.id)?.step !== broadcast.step - 1) return false;
    broadcasts.set(broadcast.id, broadcast);
    return true;
  },
});
