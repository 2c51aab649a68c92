import type { Accounts } from '@aisha/core';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { count } from '../mappers/columns.ts';
import { isId } from './identifiers.ts';

/** How a person's rows go. What their runs cost stays, as sums that lead to nobody. */
export const removalIn = (db: Database): Pick<Accounts, 'detach' | 'removeRows'> => ({
  detach: detachIn(db),
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
        returning created_at, billing, expected_micro_usd
      ), costs as (${keptCosts}), exports as (
        delete from account_exports where user_id in (select id from leaver)
      ), favourites as (
        delete from favourite_styles where user_id in (select id from leaver)
      ), drafts as (
        delete from prompt_drafts where user_id in (select id from leaver)
      ), decisions as (
        delete from safety_decisions where user_id in (select id from leaver)
      ), told as (
        delete from hook_messages where user_id in (select id from leaver)
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

const detachIn =
  (db: Database): Accounts['detach'] =>
  async (userId, at) => {
    if (!isId(userId)) return false;
    const { numAffectedRows } = await sql`
      update users set address = 'forgotten:' || id::text, first_name = '', locale = 'en',
        consent_version = '', consent_given_at = ${at}::timestamptz, unreachable_since = null,
        blocked_since = null,
        created_at = ${at}::timestamptz, default_ratio = null, default_count = default,
        quick_mode = default, notifications = default, enhancement = default,
        forgotten_at = ${at}::timestamptz
      where id = ${userId} and forgotten_at is null`.execute(db);
    return numAffectedRows === 1n;
  };

const keptCosts = sql`
  insert into forgotten_costs (month, billing, runs, micro_usd)
  select to_char(created_at at time zone 'UTC', 'YYYYMM')::integer,
    case billing when 'billed' then 'billed' else 'maybe' end, count(*), sum(expected_micro_usd)
  from runs where billing <> 'free' group by 1, 2 order by 1, 2
  on conflict (month, billing) do update set runs = forgotten_costs.runs + excluded.runs,
    micro_usd = forgotten_costs.micro_usd + excluded.micro_usd`;

const removedRow = z.object({
  leavers: count,
  avatars: count,
  photos: count,
  trainings: count,
  orders: count,
  pictures: count,
});
