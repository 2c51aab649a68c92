import type { ProviderEvent, ProviderEvents } from '../../ports/provider-events.ts';
import { insert } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryProviderEvents = ({ events }: Store): ProviderEvents => ({
  find: async (id) => events.get(id),
  add: async (event) => {
    if ([...events.values()].some((known) => tellsTheSame(known, event))) return false;
    insert(events, event);
    return true;
  },
});

const tellsTheSame = (one: ProviderEvent, other: ProviderEvent): boolean =>
  one.requestId === other.requestId && one.outcome === other.outcome;
