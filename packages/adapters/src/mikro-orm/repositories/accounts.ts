import { unfinishedWorkStatuses, type Accounts, type ErasureId } from '@aisha/core';
import { sql } from 'kysely';
import type { Database } from '../entities/index.ts';
import { fromErasure, toErasure, toExport } from '../mappers/account-mapper.ts';
import { toGeneration } from '../mappers/generation-mapper.ts';
import { toRun } from '../mappers/provider-run-mapper.ts';
import { toTraining } from '../mappers/training-mapper.ts';
import { isId } from './identifiers.ts';
import { personalDataIn } from './personal-data.ts';
import { removalIn } from './removal.ts';
import { welcomesIn } from './welcomes.ts';

export const accountsIn = (db: Database): Accounts => ({
  ...exportsIn(db),
  ...erasuresIn(db),
  ...personalDataIn(db),
  ...workIn(db),
  ...welcomesIn(db),
  ...removalIn(db),
});

const exportsIn = (
  db: Database,
): Pick<Accounts, 'addExport' | 'findExport' | 'findLatestExport'> => ({
  async addExport({ id, userId, requestedAt }, { unlessSince }) {
    // Whoever asks at the same time waits here, and then sees what was noted.
    await sql`select from users where id = ${userId} for no key update`.execute(db);
    const { numAffectedRows } = await sql`
      insert into account_exports (id, user_id, requested_at)
      select ${id}::uuid, ${userId}::uuid, ${requestedAt}::timestamptz
      where not exists (
        select from account_exports
        where user_id = ${userId}::uuid and requested_at > ${unlessSince}::timestamptz
      )`.execute(db);
    return numAffectedRows === 1n;
  },
  async findExport(id) {
    if (!isId(id)) return undefined;
    const row = await db
      .selectFrom('account_exports')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toExport(row);
  },
  async findLatestExport(userId) {
    const row = await db
      .selectFrom('account_exports')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('requested_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && toExport(row);
  },
});

const erasuresIn = (
  db: Database,
): Pick<Accounts, 'addErasure' | 'findErasure' | 'listUnfinishedErasures' | 'saveErasure'> => ({
  async addErasure(erasure) {
    await db.insertInto('account_erasures').values(fromErasure(erasure)).execute();
  },
  async findErasure(id) {
    if (!isId(id)) return undefined;
    const row = await db
      .selectFrom('account_erasures')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toErasure(row);
  },
  async listUnfinishedErasures({ until, limit }) {
    const rows = await db
      .selectFrom('account_erasures')
      .select('id')
      // Whose it is stands there until it is done, and is indexed.
      .where('user_id', 'is not', null)
      .where('requested_at', '<=', until)
      .orderBy('requested_at')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id as ErasureId);
  },
  async saveErasure(erasure) {
    const { id, ...columns } = fromErasure(erasure);
    await db.updateTable('account_erasures').set(columns).where('id', '=', id).execute();
  },
});

const workIn = (db: Database): Pick<Accounts, 'listUnfinished' | 'listRunsSince'> => ({
  async listUnfinished(userId, limit) {
    const unfinished = (table: 'trainings' | 'generations') =>
      db
        .selectFrom(table)
        .selectAll()
        .where('user_id', '=', userId)
        .where('status', 'in', unfinishedWorkStatuses)
        .orderBy('id')
        .limit(limit)
        .execute();
    return {
      trainings: (await unfinished('trainings')).map(toTraining),
      generations: (await unfinished('generations')).map(toGeneration),
    };
  },
  async listRunsSince(userId, { since, limit, after }) {
    const rows = await db
      .selectFrom('provider_runs')
      .selectAll()
      .where('user_id', '=', userId)
      .where('request_id', 'is not', null)
      .where('created_at', '>=', since)
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toRun);
  },
});
