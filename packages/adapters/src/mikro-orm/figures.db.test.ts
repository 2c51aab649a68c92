import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { systemClock } from '../in-process/system-clock.ts';
import { createOrm, readFigures, type MikroORM } from './index.ts';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url });
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

const run = (sql: string): Promise<unknown> => orm.em.getConnection().execute(sql);
const clock = systemClock;

/** Of version 7, as ours are, made so many hours ago. */
const idOf = (hoursAgo: number, last: string): string => {
  const hex = (Date.now() - hoursAgo * 3_600_000).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-00000000000${last}`;
};

const person = (id: string): string => `
  insert into users (id, address, first_name, locale, consent_version, consent_given_at, created_at)
  values ('${id}', 'test:${id}', 'Anna', 'en', '1', now(), now())`;

const hold = (id: string, owner: string, expires: string): string => `
  insert into holds (id, user_id, amount, captured, status, created_at, expires_at)
  values ('${id}', '${owner}', 60, 0, 'held', now(), now() + interval '${expires}')`;

const [client, hook] = [idOf(1, '8'), idOf(1, '9')];
const aClient = `
  insert into api_clients (id, name, user_credits, created_at)
  values ('${client}', 'shop', 0, now())`;
const aHook = `
  insert into outgoing_hooks (id, client_id, url, events, secret, created_at)
  values ('${hook}', '${client}', 'https://shop.test/', 'training.failed',
          'whsec_${'A'.repeat(43)}=', now())`;

/** `state` is its status, when it came to be and when it was over. */
const message = (last: string, owner: string, state: string): string => `
  insert into hook_messages
    (id, hook_id, client_id, user_id, type, topic, body, attempts, status, created_at, finished_at)
  values ('${idOf(1, last)}', '${hook}', '${client}', '${owner}', 'training.failed',
          'training:${last}', '{}', 1, ${state})`;

describe('the figures of a database', () => {
  it('are nought where nothing is', async () => {
    expect(await readFigures({ orm, clock })).toEqual({
      holds: { open: 0, credits: 0, overdue: 0 },
      work: [
        { kind: 'training', open: 0, overdue: 0 },
        { kind: 'generation', open: 0, overdue: 0 },
      ],
      spend: [],
      runsOpen: 0,
      pauses: [],
      updatesWaiting: { count: 0, oldestMs: 0 },
      hookMessages: { count: 0, oldestMs: 0 },
      people: { joined: 0, ordered: 0 },
    });
  });

  it('count what stands, what is overdue and what is of the last day', async () => {
    const [newcomer, old] = [idOf(1, '1'), idOf(48, '2')];
    for (const id of [newcomer, old]) await run(person(id));
    await run(hold(idOf(1, '3'), newcomer, '1 hour'));
    await run(hold(idOf(1, '4'), old, '-1 hour'));
    await run(`insert into channel_lanes (lane) values ('chat')`);
    await run(`insert into channel_updates (id, lane, received_at) values
      (1, 'chat', now() - interval '10 seconds'), (2, 'chat', now())`);
    await run(`insert into provider_pauses (scope, reason, since, refusals, probes, next_probe_at)
      values ('account', 'unauthorized', now(), 1, 0, now())`);
    await run(aClient);
    await run(aHook);
    await run(message('5', newcomer, `'waiting', now() - interval '2 hours', null`));
    await run(message('6', newcomer, `'waiting', now(), null`));
    await run(message('7', newcomer, `'failed', now() - interval '9 hours', now()`));
    const { holds, updatesWaiting, hookMessages, pauses, people } = await readFigures({
      orm,
      clock,
    });
    expect(holds).toEqual({ open: 2, credits: 120, overdue: 1 });
    expect(updatesWaiting.count).toBe(2);
    expect(updatesWaiting.oldestMs).toBeGreaterThanOrEqual(10_000);
    expect(hookMessages.count).toBe(2);
    expect(hookMessages.oldestMs).toBeGreaterThanOrEqual(7_200_000);
    expect(hookMessages.oldestMs).toBeLessThan(8 * 3_600_000);
    expect(pauses).toEqual([{ reason: 'unauthorized', open: 1 }]);
    expect(people).toEqual({ joined: 1, ordered: 0 });
  });
});
