import type { SafetyDecisions } from '../../ports/safety-decisions.ts';
import { byText } from './rows.ts';
import type { Store } from './store.ts';

export const inMemorySafetyDecisions = ({ decisions, users }: Store): SafetyDecisions => ({
  add: async (decision) => {
    const isThere = users.has(decision.userId);
    if (isThere && !decisions.has(decision.id)) decisions.set(decision.id, decision);
  },
  listOfPerson: async (userId, limit) =>
    [...decisions.values()]
      .filter((decision) => decision.userId === userId)
      .toSorted(
        (one, other) =>
          other.decidedAt.getTime() - one.decidedAt.getTime() || byText(other.id, one.id),
      )
      .slice(0, limit),
});
