import {
  done,
  cancelled,
  stranger,
  repeatTransfer,
  repeatRow,
  newId,
  type Plant,
} from './planting.ts';

const twice = (table: string, constraint: string, sql: string, says: string): Plant => ({
  sql: `alter table ${table} drop constraint ${constraint} cascade; ${sql}`,
  tells: new RegExp(`^I6: ${table} .* has a key \\(${says}\\) twice \\(2\\)$`, 'u'),
});

const newsOf = (training: string): string => `
  name = 'notification.send' and data -> 'notification' ->> 'trainingId' = ${training}::text`;

export const oncePlants: Readonly<Record<string, Plant>> = {
  'an update lands twice': twice(
    'channel_updates',
    'channel_updates_pkey',
    `insert into channel_lanes (lane) values ('a');
     insert into channel_updates (id, lane) values (1, 'a'), (1, 'a')`,
    'id',
  ),
  'an event is kept twice': twice(
    'provider_events',
    'provider_events_request_id_outcome_unique',
    repeatRow('provider_events', 'true', { id: newId }),
    'request_id, outcome',
  ),
  'two runs have one request': twice(
    'provider_runs',
    'provider_runs_request_id_unique',
    repeatRow('provider_runs', `training_id = ${done}`, { id: newId, try_number: '2' }),
    'request_id',
  ),
  'a transfer is booked twice': twice(
    'ledger_transfers',
    'ledger_transfers_idempotency_key_unique',
    repeatRow('ledger_transfers', 'true', { id: newId }),
    'idempotency_key',
  ),
  'a photo is received twice': twice(
    'photos',
    'photos_delivery_key_unique',
    repeatRow('photos', 'true', { id: newId }),
    'delivery_key',
  ),
  'a person joins twice': twice(
    'users',
    'users_address_unique',
    repeatRow('users', 'true', { id: newId }),
    'address',
  ),
  'a key stands no longer for itself': {
    sql: `alter table photos drop constraint photos_delivery_key_unique`,
    tells: /^I6: table photos has no unique key \(delivery_key\)$/u,
  },
  'a person is welcomed twice': {
    sql: repeatTransfer(`(select id from ledger_transfers where reason = 'welcome' limit 1)`),
    tells: /^I6: user \S+ was welcomed with credits more than once/u,
  },
  'an event is queued twice': {
    sql: repeatRow('pgboss.job', `name = 'provider.event'`, { id: newId }),
    tells: /^I6: provider event \S+ was queued more than once/u,
  },
  'the end is queued twice': {
    sql: repeatRow('pgboss.job', newsOf(done), { id: newId }),
    tells: /^I6: work \S+ has its last news queued more than once/u,
  },
  'the end is queued before it has come': {
    sql: `update trainings set status = 'finishing' where id = ${cancelled}`,
    tells: /^I6: work \S+ has its last news queued before it is over \(finishing\)/u,
  },
  'the end is told to another': {
    sql: `update pgboss.job set data = jsonb_set(data, '{userId}', to_jsonb(${stranger}::text))
      where ${newsOf(done)}`,
    tells: /^I9: work \S+ has its last news queued for another person/u,
  },
  'the end is never told': {
    sql: `delete from pgboss.job where ${newsOf(cancelled)}`,
    tells: /^I7: work \S+ is over and its person was never told \(training cancelled\)/u,
  },
  'telling the end is given up': {
    sql: `update pgboss.job set state = 'failed' where ${newsOf(cancelled)}`,
    tells: /^I7: work \S+ is over and its person was never told \(training cancelled\)/u,
  },
};
