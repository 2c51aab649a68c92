import type { Accounts, BlobKey, PersonalTable } from '@aisha/core';
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { blobColumns } from '../blob-references.ts';
import type { Database } from '../entities/index.ts';
import { branded, count } from '../mappers/columns.ts';
import { isId } from './identifiers.ts';

type PersonalData = Pick<Accounts, 'listRows' | 'listFiles' | 'listKeys'>;

/** What there is about one person, as it stands in the tables. */
export const personalDataIn = (db: Database): PersonalData => ({
  async listRows(userId, table, { limit, after }) {
    if (!isId(userId) || (after !== undefined && !isId(after))) return [];
    const { rows } = await sql`
      select row.id, to_jsonb(row) as row from (${rowsOf[table](userId)}) as row
      where ${after === undefined ? sql`true` : sql`row.id > ${after}::uuid`}
      order by row.id limit ${limit}`.execute(db);
    return rows.map((raw) => personalRow.parse(raw));
  },
  async listFiles(userId, { limit, after = '' as BlobKey }) {
    const { rows } = await sql`
      select key, type, bytes, at from (
        select blob_key as key, 'photo' as type, bytes, received_at as at from photos
        where user_id = ${userId} and blob_key is not null
        union all
        select blob_key, 'picture', bytes, created_at from images where user_id = ${userId}
      ) as file
      where key collate "C" > ${after} order by key collate "C" limit ${limit}`.execute(db);
    return rows.map((raw) => personalFile.parse(raw));
  },
  async listKeys(userId, { limit, after = '' as BlobKey }) {
    const keys = blobColumns.map(
      ([table, column]) => sql`
        select ${sql.ref(column)} as key from ${sql.table(table)}
        where user_id = ${userId} and ${sql.ref(column)} collate "C" > ${after}`,
    );
    const { rows } = await sql`
      select distinct key collate "C" as key from (${sql.join(keys, sql` union all `)}) as named
      order by key collate "C" limit ${limit}`.execute(db);
    return rows.map((raw) => keyRow.parse(raw).key);
  },
});

const personalRow = z.object({ id: z.string(), row: z.unknown() });
const personalFile = z.object({
  key: branded<BlobKey>(),
  type: z.enum(['photo', 'picture']),
  bytes: count,
  at: z.coerce.date(),
});
const keyRow = z.object({ key: branded<BlobKey>() });

const owned =
  (table: string) =>
  (userId: string): RawBuilder<unknown> =>
    sql`select * from ${sql.table(table)} where user_id = ${userId}`;

const rowsOf: Readonly<Record<PersonalTable, (userId: string) => RawBuilder<unknown>>> = {
  users: (userId) => sql`select * from users where id = ${userId}`,
  avatars: owned('avatars'),
  photos: owned('photos'),
  trainings: owned('trainings'),
  generations: owned('generations'),
  images: owned('images'),
  drafts: owned('prompt_drafts'),
  decisions: owned('safety_decisions'),
  'favourite-styles': owned('favourite_styles'),
  transfers: (userId) => sql`
    select transfer.id, transfer.kind, transfer.reason, transfer.hold_id, transfer.created_at,
      (select jsonb_agg(jsonb_build_object(
          'account', coalesce(account.part, entry.house), 'amount', entry.amount) order by entry.leg)
        from ledger_entries as entry
        left join ledger_accounts as account on account.id = entry.account_id
        where entry.transfer_id = transfer.id) as entries
    from ledger_transfers as transfer where transfer.user_id = ${userId}`,
  runs: owned('provider_runs'),
  events: (userId) => sql`
    select event.* from provider_events as event
    join provider_runs as run on run.id = event.run_id where run.user_id = ${userId}`,
};
