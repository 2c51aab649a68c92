import type { ProviderEvent, ProviderEvents } from '../../ports/provider-events.ts';
import { insert } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryProviderEvents = ({ events, quarantined }: Store): ProviderEvents => ({
  find: async (id) => events.get(id),
  add: async (event) => {
    if ([...events.values()].some((known) => tellsTheSame(known, event))) return false;
    insert(events, event);
    return true;
  },
  quarantine: async (id, at) => {
    if (events.has(id) && !quarantined.has(id)) quarantined.set(id, at);
  },
  countQuarantined: async () => quarantined.size,
  deleteQuarantined: async ({ before, limit }) => {
    const old = [...quarantined]
      .filter(([, at]) => at < before)
      .toSorted(([, one], [, other]) => one.getTime() - other.getTime())
      .slice(0, limit);
    for (const [id] of old) {
      quarantined.delete(id);
      events.delete(id);
    }
    return old.length;
  },
});

const tellsTheSame = (one: ProviderEvent, other: ProviderEvent): boolean =>
  one.requestId === other.requestId && one.outcome === other.outcome;
