import type { ClaimedUpdate, IncomingUpdate, UpdateInbox } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { translated } from './database-errors.ts';
import type { Database, Tables } from './entities/index.ts';
import { toClaimedUpdate } from './mappers/update-mapper.ts';
import { toJson } from './mappers/columns.ts';
import { watched } from './watched.ts';

/**
 * The inbox as two tables: updates, and lanes with their conversation. A lane's row is locked first
 * in every statement, and carries the lease, so a lane is never worked in twice whatever lands or
 * ends meanwhile. Leases are counted by the database's clock.
 */
export const mikroOrmUpdateInbox = ({ orm }: { readonly orm: MikroORM }): UpdateInbox => {
  const db = (): Database => orm.em.fork().getKysely<Tables>();
  return watched<UpdateInbox>(
    {
      land: (updates) => land(db(), updates),
      claim: (options) => claim(db(), options),
      complete: (update, options) => complete(db(), update, options),
      release: (update, options) => release(db(), update, options),
    },
    translated,
  );
};

/**
 * Forgets updates finished more than `olderThanMs` ago, at most `limit` of the oldest at a time.
 * Until then their numbers are kept, so that one that comes late a second time is known. Answers
 * how many were forgotten.
 */
export const deleteFinishedUpdates = async ({
  orm,
  olderThanMs,
  limit = 5_000,
}: {
  readonly orm: MikroORM;
  readonly olderThanMs: number;
  readonly limit?: number;
}): Promise<number> => {
  const { numAffectedRows } = await sql`
    delete from channel_updates where id in (
      select id
      from (select id, finished_at from channel_updates order by id limit ${limit}) as oldest
      where finished_at < now() - ${olderThanMs}::float8 * interval '1 millisecond'
    )`.execute(orm.em.fork().getKysely());
  return Number(numAffectedRows ?? 0);
};

const land = async (db: Database, updates: readonly IncomingUpdate[]): Promise<number> => {
  if (updates.length === 0) return 0;
  // The same order in every batch: two that land at once never wait for each other.
  const { numAffectedRows } = await sql`
    with incoming as (
      select * from unnest(
        ${updates.map(({ id }) => id)}::bigint[],
        ${updates.map(({ lane }) => lane)}::text[],
        ${updates.map(({ address }) => address ?? null)}::text[],
        ${updates.map(({ payload }) => toJson(payload))}::text[]
      ) as incoming (id, lane, address, payload)
    ), opened as (
      insert into channel_lanes (lane)
      select distinct lane from incoming order by lane
      on conflict (lane) do nothing
    )
    insert into channel_updates (id, lane, address, payload)
    select id, lane, address, payload::json from incoming order by id
    on conflict (id) do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
};

/**
 * The update that was first in its lane when this began may have been taken and finished by another
 * before its lane was locked here. The second step looks again at the row as it is now, which is
 * why a lane is leased only for an update that was really taken.
 */
const claim = async (
  db: Database,
  { owner, limit, leaseMs }: { owner: string; limit: number; leaseMs: number },
): Promise<ClaimedUpdate[]> => {
  const { rows } = await sql`
    with head as materialized (
      select lane.lane, lane.conversation, head.id
      from channel_updates as head
      join channel_lanes as lane on lane.lane = head.lane
      where head.finished_at is null
        and (head.retry_at is null or head.retry_at <= now())
        and (lane.leased_until is null or lane.leased_until <= now())
        and not exists (
          select from channel_updates as earlier
          where earlier.lane = head.lane and earlier.finished_at is null and earlier.id < head.id
        )
      order by head.id
      limit ${limit}
      for no key update of lane skip locked
    ), taken as (
      update channel_updates as taken set attempts = taken.attempts + 1, retry_at = null
      from head
      where taken.id = head.id and taken.finished_at is null
        and (taken.retry_at is null or taken.retry_at <= now())
      returning taken.id, taken.lane, taken.address, taken.payload, taken.attempts, head.conversation
    ), leased as (
      update channel_lanes as lane
      set owner = ${owner}, update_id = taken.id,
        leased_until = now() + ${leaseMs}::float8 * interval '1 millisecond'
      from taken where lane.lane = taken.lane
    )
    select taken.*, case when users.id is not null then to_jsonb(users) end as "user"
    from taken left join users on users.address = taken.address
    order by taken.id`.execute(db);
  return rows.map(toClaimedUpdate);
};

const complete = async (
  db: Database,
  update: ClaimedUpdate,
  { owner, conversation }: { owner: string; conversation: unknown },
): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    with ${held(update, owner)}, done as (
      update channel_updates as done set finished_at = now(), payload = null, address = null
      from held where done.id = ${update.id} and ${stillOurs(update)}
      returning done.lane
    )
    update channel_lanes as lane
    set owner = null, update_id = null, leased_until = null, conversation = ${toJson(conversation)}::json
    from done where lane.lane = done.lane`.execute(db);
  return numAffectedRows === 1n;
};

const release = async (
  db: Database,
  update: ClaimedUpdate,
  { owner, retryAt }: { owner: string; retryAt: Date | undefined },
): Promise<void> => {
  // A wait rather than a time: this machine's clock may be off, and only the database's decides.
  const waitMs = retryAt && Math.max(0, retryAt.getTime() - Date.now());
  await sql`
    with ${held(update, owner)}, done as (
      update channel_updates as done
      set retry_at = now() + ${waitMs ?? null}::float8 * interval '1 millisecond',
        finished_at = ${retryAt ? sql`null` : sql`now()`}
      from held where done.id = ${update.id} and ${stillOurs(update)}
      returning done.lane
    )
    update channel_lanes as lane set owner = null, update_id = null, leased_until = null
    from done where lane.lane = done.lane`.execute(db);
};

const held = ({ id, lane }: ClaimedUpdate, owner: string) => sql`held as materialized (
  select lane from channel_lanes
  where lane = ${lane} and owner = ${owner} and update_id = ${id}
  for no key update
)`;

/** A process may take again what it lost itself: the count of attempts tells its two claims apart. */
const stillOurs = ({ attempts }: ClaimedUpdate) =>
  sql`done.finished_at is null and done.attempts = ${attempts + 1}`;
