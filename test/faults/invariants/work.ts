import type { Clause } from './clause.ts';

const endings = `('succeeded', 'failed', 'blocked', 'cancelled', 'expired')`;

/** Trainings and generations alike: what each costs, what was delivered, whether it is over. */
export const intents = `
  select 'training' as type, id, user_id, avatar_id, hold_id, status, price, created_at, finished_at,
    deadline_at, status in ${endings} as final,
    case when status = 'succeeded' then price else 0 end as worth
  from trainings
  union all
  select 'generation', id, user_id, avatar_id, hold_id, status, price, created_at, finished_at,
    deadline_at, status in ${endings},
    case when status = 'succeeded'
      then price * least(delivered, (request ->> 'count')::integer) / (request ->> 'count')::integer
      else 0 end
  from generations`;

export const runs = `
  select r.*, coalesce(training_id, generation_id) as intent_id from provider_runs r`;

/** Paid for once, by one hold that lives as long as the work does, for what was delivered. */
export const moneyOfWorkClauses: readonly Clause[] = [
  {
    invariant: 'I4',
    thing: 'hold',
    says: 'pays for something else than one training or generation',
    sql: `
      select h.id, count(i.id) as detail from holds h left join (${intents}) i on i.hold_id = h.id
      group by h.id having count(i.id) <> 1`,
  },
  {
    invariant: 'I4',
    thing: 'hold',
    says: 'was captured more than once',
    sql: `
      select hold_id as id, count(*) as detail from ledger_transfers where kind = 'capture'
      group by hold_id having count(*) > 1`,
  },
  {
    invariant: 'I4',
    thing: 'hold',
    says: 'is open though its work is over',
    sql: `
      select h.id, format('%s %s', i.type, i.status) as detail
      from (${intents}) i join holds h on h.id = i.hold_id where i.final and h.status = 'held'`,
  },
  {
    invariant: 'I4',
    thing: 'hold',
    says: 'has ended though its work goes on',
    sql: `
      select h.id, format('%s %s', i.type, i.status) as detail
      from (${intents}) i join holds h on h.id = i.hold_id where not i.final and h.status <> 'held'`,
  },
  {
    invariant: 'I9',
    thing: 'hold',
    says: 'was not captured for what was delivered',
    sql: `
      select h.id, format('%s %s, captured %s, worth %s', i.type, i.status, h.captured, i.worth) as detail
      from (${intents}) i join holds h on h.id = i.hold_id where i.final and h.captured <> i.worth`,
  },
  {
    invariant: 'I9',
    thing: 'hold',
    says: 'is of another amount than the price',
    sql: `
      select h.id, format('%s for %s', h.amount, i.price) as detail
      from (${intents}) i join holds h on h.id = i.hold_id where h.amount <> i.price`,
  },
];

/** One result of the provider is used, and work is alive at the provider once. */
export const runClauses: readonly Clause[] = [
  {
    invariant: 'I4',
    thing: 'work',
    says: 'has more than one run that may still be used',
    sql: `
      select intent_id as id, string_agg(format('try %s %s', try_number, status), ', ') as detail
      from (${runs}) r where status in ('intended', 'accepted')
      group by intent_id having count(*) > 1`,
  },
  {
    invariant: 'I4',
    thing: 'work',
    says: 'succeeded without a run that the provider ended',
    sql: `
      select i.id, i.type as detail from (${intents}) i
      where i.status = 'succeeded' and not exists (
        select from (${runs}) r
        where r.intent_id = i.id and r.status = 'ended' and r.request_id is not null
      )`,
  },
  {
    invariant: 'I4',
    thing: 'training',
    says: 'keeps another result than the one that was told',
    sql: `
      select id, lora_provider_url as detail from trainings
      where lora_provider_url is not null
        and lora_provider_url is distinct from output ->> 'loraUrl'`,
  },
  {
    invariant: 'I4',
    thing: 'run',
    says: 'still waits for its reply though its work is over',
    sql: `
      select r.id, format('%s %s', i.type, i.status) as detail
      from (${intents}) i join (${runs}) r on r.intent_id = i.id
      where i.final and r.status = 'intended'`,
  },
];

/** Pictures and rows, one for one. Their bytes are looked at elsewhere. */
export const deliveryClauses: readonly Clause[] = [
  {
    invariant: 'I5',
    thing: 'generation',
    says: 'has other pictures than it delivered',
    sql: `
      select g.id, format('%s, delivered %s, %s pictures', g.status, g.delivered, count(p.id)) as detail
      from generations g left join images p on p.generation_id = g.id
      group by g.id having count(p.id) <> g.delivered or (g.delivered > 0) <> (g.status = 'succeeded')`,
  },
  {
    invariant: 'I5',
    thing: 'image',
    says: 'is one that the provider did not make or flagged',
    sql: `
      select p.id, p.index as detail from images p join generations g on g.id = p.generation_id
      where coalesce((g.output -> 'images' -> p.index ->> 'flagged')::boolean, true)`,
  },
  {
    invariant: 'I5',
    thing: 'avatar',
    says: 'is ready without a version that succeeded',
    sql: `
      select a.id, t.status as detail
      from avatars a left join trainings t on t.id = a.active_training_id
      where (a.status = 'ready' or a.active_training_id is not null)
        and t.status is distinct from 'succeeded'`,
  },
  {
    invariant: 'I5',
    thing: 'avatar',
    says: 'trains without a training, or has one and does not',
    sql: `
      select a.id, format('%s, %s unfinished', a.status, count(t.id)) as detail
      from avatars a left join trainings t on t.avatar_id = a.id and t.status not in ${endings}
      where a.status <> 'deleted'
      group by a.id having count(t.id) <> (case when a.status = 'training' then 1 else 0 end)`,
  },
];

const reconcileEverySeconds = 15;
const sweeps = `${2 * reconcileEverySeconds} * interval '1 second'`;

const now = `(select now from given)`;

/** Nothing waits longer than the reconciler, passing twice, lets it. */
export const overdueClauses: readonly Clause[] = [
  {
    invariant: 'I8',
    thing: 'work',
    says: 'is past its deadline and not over',
    sql: `
      select id, format('%s %s since %s', type, status, deadline_at) as detail from (${intents}) i
      where not final and deadline_at < ${now} - ${sweeps}`,
  },
  {
    invariant: 'I8',
    thing: 'photo',
    says: 'was never judged',
    sql: `
      select id, received_at as detail from photos
      where status = 'received'
        and received_at < ${now} - interval '10 minutes' - ${sweeps}`,
  },
  {
    invariant: 'I8',
    thing: 'run',
    says: 'is asked after by nobody',
    sql: `
      select id, next_check_at as detail from provider_runs
      where status = 'accepted' and (
        next_check_at is null
        or next_check_at < ${now} - interval '10 seconds' - ${sweeps}
      )`,
  },
];
