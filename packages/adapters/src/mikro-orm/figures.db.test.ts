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
    const { holds, updatesWaiting, pauses, people } = await readFigures({ orm, clock });
    expect(holds).toEqual({ open: 2, credits: 120, overdue: 1 });
    expect(updatesWaiting.count).toBe(2);
    expect(updatesWaiting.oldestMs).toBeGreaterThanOrEqual(10_000);
    expect(pauses).toEqual([{ reason: 'unauthorized', open: 1 }]);
    expect(people).toEqual({ joined: 1, ordered: 0 });
  });
});
