import type { ProviderRun, RunSubject } from '../../domain/run/run.ts';
import type { ProviderRuns } from '../../ports/provider-runs.ts';
import { conflict, insert, newestPage, overdue, saveFrom } from './rows.ts';
import type { Store } from './store.ts';

const watched: ReadonlySet<ProviderRun['status']> = new Set(['intended', 'accepted', 'abandoned']);
const isTry = ({ orphanOf }: ProviderRun): boolean => orphanOf === undefined;

export const inMemoryProviderRuns = ({ runs }: Store): ProviderRuns => {
  const runsOf = ({ type, id }: RunSubject): ProviderRun[] =>
    [...runs.values()].filter(({ subject }) => subject.type === type && subject.id === id);
  const refuseDouble = ({ id, requestId }: ProviderRun): void => {
    const taken = [...runs.values()].some((run) => run.requestId === requestId && run.id !== id);
    if (requestId !== undefined && taken) throw conflict(`request ${requestId}`);
  };
  return {
    find: async (id) => runs.get(id),
    findByRequestId: async (requestId) =>
      [...runs.values()].find((run) => run.requestId === requestId),
    findLatest: async (subject) =>
      runsOf(subject)
        .filter(isTry)
        .toSorted((one, other) => other.tryNumber - one.tryNumber)[0],
    listOf: async (subject) => newestPage(runsOf(subject), { limit: 100 }),
    add: async (run) => {
      const tries = runsOf(run.subject).filter(isTry);
      if (isTry(run) && tries.some(({ tryNumber }) => tryNumber === run.tryNumber)) {
        throw conflict(`try ${run.tryNumber} of ${run.subject.type} ${run.subject.id}`);
      }
      refuseDouble(run);
      insert(runs, run);
    },
    save: async (run, from) => {
      refuseDouble(run);
      return saveFrom(runs, run, from);
    },
    listDue: async (now, limit) =>
      overdue(
        [...runs.values()].filter(({ status }) => watched.has(status)),
        ({ nextCheckAt }) => nextCheckAt,
        { now, limit },
      ),
  };
};
