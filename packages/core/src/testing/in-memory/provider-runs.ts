import type { ProviderRun, RunSubject } from '../../domain/run/run.ts';
import type { ProviderRuns } from '../../ports/provider-runs.ts';
import { conflict, insert, overdue, saveFrom } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryProviderRuns = ({ runs }: Store): ProviderRuns => {
  const triesOf = ({ type, id }: RunSubject): ProviderRun[] =>
    [...runs.values()].filter(({ subject }) => subject.type === type && subject.id === id);
  return {
    find: async (id) => runs.get(id),
    findByRequestId: async (requestId) =>
      [...runs.values()].find((run) => run.requestId === requestId),
    findLatest: async (subject) =>
      triesOf(subject).toSorted((one, other) => other.tryNumber - one.tryNumber)[0],
    add: async (run) => {
      if (triesOf(run.subject).some(({ tryNumber }) => tryNumber === run.tryNumber)) {
        throw conflict(`try ${run.tryNumber} of ${run.subject.type} ${run.subject.id}`);
      }
      insert(runs, run);
    },
    save: async (run, from) => saveFrom(runs, run, from),
    listDue: async (now, limit) =>
      overdue(
        [...runs.values()].filter(({ status }) => status === 'intended' || status === 'accepted'),
        ({ nextCheckAt }) => nextCheckAt,
        { now, limit },
      ),
  };
};
