import type { ProviderRuns, RunSubject } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromRun, fromRunState, toRun } from '../mappers/provider-run-mapper.ts';
import { isId } from './identifiers.ts';

const subjectColumn = ({ type }: RunSubject) =>
  type === 'training' ? ('training_id' as const) : ('generation_id' as const);

const mostListed = 100;

export const providerRunsIn = (db: Database): ProviderRuns => ({
  ...readsOf(db),
  async add(run) {
    await db.insertInto('provider_runs').values(fromRun(run)).execute();
  },
  async save(run, from) {
    if (from.length === 0) return false;
    const saved = await db
      .updateTable('provider_runs')
      .set(fromRunState(run))
      .where('id', '=', run.id)
      .where('status', 'in', from)
      .executeTakeFirst();
    return saved.numUpdatedRows === 1n;
  },
});

const readsOf = (db: Database): Omit<ProviderRuns, 'add' | 'save'> => {
  const rows = () => db.selectFrom('provider_runs').selectAll();
  return {
    async find(id) {
      if (!isId(id)) return undefined;
      const row = await rows().where('id', '=', id).executeTakeFirst();
      return row && toRun(row);
    },
    async findByRequestId(requestId) {
      const row = await rows().where('request_id', '=', requestId).executeTakeFirst();
      return row && toRun(row);
    },
    async findLatest(subject) {
      const row = await rows()
        .where(subjectColumn(subject), '=', subject.id)
        .where('orphan_of_id', 'is', null)
        .orderBy('try_number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toRun(row);
    },
    async listOf(subject) {
      const all = await rows()
        .where(subjectColumn(subject), '=', subject.id)
        .orderBy('id', 'desc')
        .limit(mostListed)
        .execute();
      return all.map(toRun);
    },
    async listDue(now, limit) {
      const due = await rows()
        .where('status', 'in', ['intended', 'accepted', 'abandoned'])
        .where('next_check_at', '<', now)
        .orderBy('next_check_at')
        .limit(limit)
        .execute();
      return due.map(toRun);
    },
  };
};
