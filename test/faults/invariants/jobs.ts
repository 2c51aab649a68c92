import type { Clause, Query } from './clause.ts';
import { intents } from './work.ts';

/** Unique keys are what keeps a second delivery from having an effect. */
const keys = [
  ['channel_updates', 'id'],
  ['provider_events', 'request_id, outcome'],
  ['provider_runs', 'request_id'],
  ['ledger_transfers', 'idempotency_key'],
  ['photos', 'delivery_key'],
  ['users', 'address'],
] as const;

const twice = ([table, columns]: (typeof keys)[number]): Clause => ({
  invariant: 'I6',
  thing: table,
  says: `has a key (${columns}) twice`,
  sql: `
    select concat_ws(' ', ${columns}) as id, count(*) as detail from ${table}
    where num_nulls(${columns}) = 0 group by ${columns} having count(*) > 1`,
});

const unguarded = ([table, columns]: (typeof keys)[number]): Clause => ({
  invariant: 'I6',
  thing: 'table',
  says: `has no unique key (${columns})`,
  sql: `
    select '${table}' as id where not exists (
      select from pg_index i where i.indrelid = '${table}'::regclass
        and i.indisunique and i.indisvalid and i.indpred is null
        and (
          select string_agg(a.attname, ', ' order by a.attname) from pg_attribute a
          where a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        ) = '${columns.split(', ').toSorted().join(', ')}'
    )`,
});

export const onceClauses: readonly Clause[] = [
  ...keys.map(twice),
  ...keys.map(unguarded),
  {
    invariant: 'I6',
    thing: 'user',
    says: 'was welcomed with credits more than once',
    sql: `
      select user_id as id, count(*) as detail from ledger_transfers
      where kind = 'grant' and reason = 'welcome' group by user_id having count(*) > 1`,
  },
];

export const hasJobs = async (query: Query): Promise<boolean> => {
  const [row] = await query(`select to_regclass('pgboss.job') is not null as there`);
  return row?.['there'] === true;
};

const lastNews = `
  select id, state, (data ->> 'userId')::uuid as user_id,
    coalesce(data -> 'notification' ->> 'generationId', data -> 'notification' ->> 'trainingId')::uuid
      as intent_id
  from pgboss.job
  where name = 'notification.send' and data -> 'notification' ->> 'type' in
    ('training.succeeded', 'training.ended', 'training.previewed', 'generation.succeeded',
      'generation.ended')`;

/** What is queued for each thing that happened: one job for an event, the last news of what is over. */
export const jobClauses: readonly Clause[] = [
  {
    invariant: 'I6',
    thing: 'provider event',
    says: 'was queued more than once',
    sql: `
      select data ->> 'eventId' as id, count(*) as detail from pgboss.job
      where name = 'provider.event' group by data ->> 'eventId' having count(*) > 1`,
  },
  {
    invariant: 'I6',
    thing: 'work',
    says: 'has its last news queued more than once',
    sql: `
      select intent_id as id, count(*) as detail from (${lastNews}) n
      group by intent_id having count(*) > 1`,
  },
  {
    invariant: 'I6',
    thing: 'work',
    says: 'has its last news queued before it is over',
    sql: `
      select i.id, i.status as detail from (${lastNews}) n join (${intents}) i on i.id = n.intent_id
      where not i.final`,
  },
  {
    invariant: 'I9',
    thing: 'work',
    says: 'has its last news queued for another person',
    sql: `
      select i.id, n.user_id as detail from (${lastNews}) n join (${intents}) i on i.id = n.intent_id
      where n.user_id <> i.user_id`,
  },
  {
    invariant: 'I7',
    thing: 'work',
    says: 'is over and its person was never told',
    sql: `
      select i.id, format('%s %s', i.type, i.status) as detail
      from (${intents}) i join avatars a on a.id = i.avatar_id
      where i.final and a.status <> 'deleted' and i.id <> all ((select told from given)::uuid[])
        and not exists (
          select from (${lastNews}) n where n.intent_id = i.id and n.state::text <> 'failed'
        )`,
  },
];
