import type { ClaimedUpdate, IncomingUpdate, UpdateInbox } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { translated } from './database-errors.ts';
import { forgetLane } from './forget-lane.ts';
import { toClaimedUpdate } from './mappers/update-mapper.ts';
import { toJson } from './mappers/columns.ts';
import { statements, type Ask } from './statements.ts';
import { endingUpdates } from './update-endings.ts';
import { watched } from './watched.ts';

/**
 * The inbox as two tables: updates, and lanes with their conversation. A lane's row is locked first
 * in every statement, and carries the lease, so a lane is never worked in twice whatever lands or
 * ends meanwhile. Leases are counted by the database's clock.
 *
 * Each is one statement for any number of lanes: those that end while others are being committed
 * share the next commit.
 */
export const mikroOrmUpdateInbox = ({ orm }: { readonly orm: MikroORM }): UpdateInbox => {
  const ask = statements(orm);
  const end = endingUpdates(ask);
  return watched<UpdateInbox>(
    {
      land: (updates) => land(ask, updates),
      claim: (options) => claim(ask, options),
      renew: (updates, options) => renew(ask, updates, options),
      async complete(update, options) {
        const ended = await end(update, options);
        if (ended && options.conversation === undefined) await forgetLane(ask, update.lane);
        return ended;
      },
      release: (update, options) => release(ask, update, options),
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

const land = async (ask: Ask, updates: readonly IncomingUpdate[]): Promise<number> => {
  if (updates.length === 0) return 0;
  const { rowCount } = await ask('land-updates', landUpdates, [
    updates.map(({ id }) => id),
    updates.map(({ lane }) => lane),
    updates.map(({ address }) => address ?? null),
    updates.map(({ payload }) => toJson(payload)),
  ]);
  return rowCount ?? 0;
};

// The same order in every batch: two that land at once never wait for each other.
const landUpdates = `
  with incoming as (
    select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
      as incoming (id, lane, address, payload)
  ), opened as (
    insert into channel_lanes (lane)
    select distinct lane from incoming order by lane
    on conflict (lane) do nothing
  )
  insert into channel_updates (id, lane, address, payload)
  select id, lane, address, payload::json from incoming order by id
  on conflict (id) do nothing`;

const claim = async (
  ask: Ask,
  { owner, limit, leaseMs }: { owner: string; limit: number; leaseMs: number },
): Promise<ClaimedUpdate[]> => {
  const { rows } = await ask('claim-updates', claimUpdates, [owner, limit, leaseMs]);
  return rows.map(toClaimedUpdate);
};

/** How a claim is made is said where its functions are, in the migrations of the inbox and of claimed users. */
const claimUpdates = `
  select claimed.*, user_now(claimed.address) as "user"
  from claim_updates($1, $2, $3) as claimed
  order by claimed.id`;

const renew = async (
  ask: Ask,
  updates: readonly ClaimedUpdate[],
  { owner, leaseMs }: { owner: string; leaseMs: number },
): Promise<void> => {
  if (updates.length === 0) return;
  const lanes = updates.map(({ lane }) => lane);
  const ids = updates.map(({ id }) => id);
  await ask('renew-updates', renewUpdates, [lanes, ids, owner, leaseMs]);
};

// As with claims, nobody waits for the disk to know of it. A lane that is locked is just being finished.
const renewUpdates = `
  with held as materialized (
    select lane.lane, set_config('synchronous_commit', 'off', true)
    from unnest($1::text[], $2::bigint[]) as mine (lane, update_id)
    join channel_lanes as lane on lane.lane = mine.lane
      and lane.owner = $3 and lane.update_id = mine.update_id
    order by lane.lane
    for no key update of lane skip locked
  )
  update channel_lanes as lane
  set leased_until = now() + $4::float8 * interval '1 millisecond'
  from held where lane.lane = held.lane`;

const release = async (
  ask: Ask,
  { id, lane, attempts }: ClaimedUpdate,
  { owner, retryAt }: { owner: string; retryAt: Date | undefined },
): Promise<void> => {
  // A wait rather than a time: this machine's clock may be off, and only the database's decides.
  const waitMs = retryAt ? Math.max(0, retryAt.getTime() - Date.now()) : null;
  await ask('release-update', releaseUpdate, [id, lane, owner, attempts + 1, waitMs]);
};

/** A process may take again what it lost itself: the count of attempts tells its two claims apart. */
const releaseUpdate = `
  with held as materialized (
    select lane from channel_lanes
    where lane = $2 and owner = $3 and update_id = $1::bigint
    for no key update
  ), done as (
    update channel_updates as done
    set retry_at = now() + $5::float8 * interval '1 millisecond',
      finished_at = case when $5::float8 is null then now() end
    from held
    where done.id = $1::bigint and done.finished_at is null and done.attempts = $4::integer
    returning done.lane
  )
  update channel_lanes as lane set owner = null, update_id = null, leased_until = null
  from done where lane.lane = done.lane`;
