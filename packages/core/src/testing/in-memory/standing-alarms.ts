import type { StandingAlarms } from '../../ports/standing-alarms.ts';
import type { Store } from './store.ts';

export const inMemoryStandingAlarms = ({ alarms }: Store): StandingAlarms => ({
  raise: async (name, { now, remindAfterMs }) => {
    const known = alarms.get(name);
    if (!known) {
      alarms.set(name, { since: now, toldAt: now });
      return { outcome: 'raised', since: now };
    }
    const { since, toldAt } = known;
    if (now.getTime() - toldAt.getTime() < remindAfterMs) return { outcome: 'standing', since };
    alarms.set(name, { since, toldAt: now });
    return { outcome: 'reminded', since };
  },
  clear: async (name) => {
    const known = alarms.get(name);
    alarms.delete(name);
    return known?.since;
  },
});
