import type { QueuePauses } from '../../ports/queue-pauses.ts';
import { byText } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryQueuePauses = ({ queuePauses }: Store): QueuePauses => ({
  list: async () =>
    [...queuePauses.values()].toSorted((one, other) => byText(one.name, other.name)),
  add: async (pause) => {
    if (queuePauses.has(pause.name)) return false;
    queuePauses.set(pause.name, pause);
    return true;
  },
  delete: async (name) => queuePauses.delete(name),
});
