import { unfinishedWorkStatuses, type Accounts } from '@aisha/core';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { fromErasure, toErasure, toExport } from '../mappers/account-mapper.ts';
import { count } from '../mappers/columns.ts';
import { toGeneration } from '../mappers/generation-mapper.ts';
import { toRun } from '../mappers/provider-run-mapper.ts';
import { toTraining } from '../mappers/training-mapper.ts';
import { isId } from './identifiers.ts';
import { personalDataIn } from './personal-data.ts';

export const accountsIn = (db: Database): Accounts => ({
  ...exportsIn(db),
  ...erasuresIn(db),
  ...personalDataIn(db),
  ...workIn(db),
  async detach(userId, at) {
    if (!isId(userId)) return false;
    const { numAffectedRows } = await sql`
      update users set address = 'forgotten:' || id::text, first_name = '', locale = 'en',
        consent_version = '', consent_given_at = ${at}::timestamptz, unreachable_since = null,
        created_at = ${at}::timestamptz, default_ratio = null, default_count = default,
        quick_mode = default, notifications = default, enhancement = default,
        forgotten_at = ${at}::timestamptz
      where id = ${userId} and forgotten_at is null`.execute(db);
    return numAffectedRows === 1n;
  },
  ...removalIn(db),
});

const removalIn = (db: Database): Pick<Accounts, 'removeRows'> => ({
  async removeRows(userId) {
    const { rows } = await sql`
      with leaver as (
        select id from users where id = ${userId} and forgotten_at is not null
      ), events as (
        delete from provider_events where run_id in (
          select run.id from provider_runs as run join leaver on leaver.id = run.user_id
        )
      ), runs as (
        delete from provider_runs where user_id in (select id from leaver)
      ), exports as (
        delete from account_exports where user_id in (select id from leaver)
      ), favourites as (
        delete from favourite_styles where user_id in (select id from leaver)
      ), drafts as (
        delete from prompt_drafts where user_id in (select id from leaver)
      ), decisions as (
        delete from safety_decisions where user_id in (select id from leaver)
      ), pictures as (
        delete from images where user_id in (select id from leaver) returning id
      ), orders as (
        delete from generations where user_id in (select id from leaver) returning id
      ), versions as (
        delete from trainings where user_id in (select id from leaver) returning id
      ), sent as (
        delete from photos where user_id in (select id from leaver) returning id
      ), made as (
        delete from avatars where user_id in (select id from leaver) returning id
      )
      select (select count(*) from leaver) as leavers,
        (select count(*) from pictures) as pictures, (select count(*) from orders) as orders,
        (select count(*) from versions) as trainings, (select count(*) from sent) as photos,
        (select count(*) from made) as avatars`.execute(db);
    const { leavers, ...removed } = removedRow.parse(rows[0]);
    if (leavers === 0) throw new Error('only who is detached is removed');
    return removed;
  },
});

const removedRow = z.object({
  leavers: count,
  avatars: count,
  photos: count,
  trainings: count,
  orders: count,
  pictures: count,
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
): Pick<Accounts, 'addErasure' | 'findErasure' | 'saveErasure'> => ({
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
