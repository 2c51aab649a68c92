import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address, ClaimedUpdate, UpdateInbox } from '@aisha/core';
import { aUser } from '@aisha/core/testing';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import {
  createOrm,
  deleteFinishedUpdates,
  mikroOrmUnitOfWork,
  mikroOrmUpdateInbox,
  type MikroORM,
} from './index.ts';

let database: TestDatabase;
let orm: MikroORM;
let inbox: UpdateInbox;

beforeEach(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 8 });
  inbox = mikroOrmUpdateInbox({ orm });
});

afterEach(async () => {
  await orm.close();
  await database.drop();
});

const update = (id: number, lane: string) => ({ id, lane, payload: { text: `update ${id}` } });
const claim = (owner: string, limit = 10, leaseMs = 60_000) =>
  inbox.claim({ owner, limit, leaseMs });
const ids = (updates: readonly { id: number }[]) => updates.map(({ id }) => id);
const run = (statement: string) => sql.raw(statement).execute(orm.em.fork().getKysely());
const expireLeases = () =>
  run(
    `update channel_lanes set leased_until = now() - interval '1 second' where owner is not null`,
  );

/** What a claim answers, as its function says it. */
const claimedTable = `table (
  id bigint, lane text, address text, payload json, attempts integer, conversation json
)`;
const waitingForLocks = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(
    orm.em.fork().getKysely(),
  );
  return rows[0]?.count ?? 0;
};

/** Handles until nothing is left; answers what it handled, in order. */
const replica = async (owner: string, busy: Map<string, string>): Promise<ClaimedUpdate[]> => {
  const handled: ClaimedUpdate[] = [];
  for (let idle = 0; idle < 5;) {
    const claimed = await claim(owner, 5);
    idle = claimed.length === 0 ? idle + 1 : 0;
    for (const one of claimed) {
      if (busy.has(one.lane)) throw new Error(`two replicas are in ${one.lane}`);
      busy.set(one.lane, owner);
    }
    for (const one of claimed) {
      handled.push(one);
      busy.delete(one.lane);
      const seen = (one.conversation as number[] | undefined) ?? [];
      expect(await inbox.complete(one, { owner, conversation: [...seen, one.id] })).toBe(true);
    }
  }
  return handled;
};

describe('the inbox in PostgreSQL', () => {
  it('has each update handled once, in the order of its lane, by four replicas at once', async () => {
    const updates = Array.from({ length: 300 }, (_, index) =>
      update(index + 1, `chat:${index % 17}`),
    );
    expect(await inbox.land(updates.toReversed())).toBe(300);
    const busy = new Map<string, string>();
    const handled = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => replica(owner, busy)));
    expect(ids(handled.flat()).toSorted((one, other) => one - other)).toEqual(ids(updates));
    const { rows } = await sql<{ lane: string; conversation: number[] }>`
      select lane, conversation from channel_lanes`.execute(orm.em.fork().getKysely());
    expect(rows).toHaveLength(17);
    for (const { conversation } of rows) {
      expect(conversation).toEqual(conversation.toSorted((one, other) => one - other));
    }
  });

  it('never opens a lane to a second replica, also when an earlier update lands late', async () => {
    await inbox.land([update(5, 'chat:1')]);
    const [five] = await claim('a');
    await inbox.land([update(4, 'chat:1')]);
    expect(await claim('b')).toEqual([]);
    await inbox.complete(five!, { owner: 'a', conversation: undefined });
    expect(ids(await claim('b'))).toEqual([4]);
  });

  it('keeps lanes apart while updates land, are claimed and completed at the same time', async () => {
    let next = 1;
    const land = async () => {
      for (let batch = 0; batch < 15; batch += 1) {
        const updates = Array.from({ length: 8 }, () => update(next, `chat:${next++ % 5}`));
        await inbox.land(updates);
      }
    };
    const busy = new Map<string, string>();
    const landing = Promise.all([land(), land()]);
    const handled = await Promise.all(['a', 'b', 'c'].map((owner) => replica(owner, busy)));
    await landing;
    const rest = await replica('d', busy);
    expect(new Set(ids([...handled.flat(), ...rest])).size).toBe(next - 1);
    expect([...handled.flat(), ...rest]).toHaveLength(next - 1);
  });

  it('lets another take what was not completed within its lease, and refuses the late end', async () => {
    await inbox.land([update(1, 'chat:1')]);
    const [slow] = await claim('slow');
    await expireLeases();
    const [taken] = await claim('quick');
    expect(taken).toMatchObject({ id: 1, attempts: 1 });
    expect(await inbox.complete(slow!, { owner: 'slow', conversation: 'late' })).toBe(false);
    await inbox.release(slow!, { owner: 'slow', retryAt: new Date(0) });
    expect(await inbox.complete(taken!, { owner: 'quick', conversation: 'right' })).toBe(true);
    await inbox.land([update(2, 'chat:1')]);
    expect((await claim('quick'))[0]?.conversation).toBe('right');
  });

  it('tells two claims of one process apart', async () => {
    await inbox.land([update(1, 'chat:1')]);
    const [first] = await claim('a');
    await expireLeases();
    const [second] = await claim('a');
    expect(await inbox.complete(first!, { owner: 'a', conversation: 'late' })).toBe(false);
    expect(await inbox.complete(second!, { owner: 'a', conversation: 'right' })).toBe(true);
  });

  it('brings the person and the conversation along with a claim', async () => {
    const user = aUser({ address: 'telegram:7' as Address });
    await mikroOrmUnitOfWork({ orm, enqueue: async () => undefined }).run(({ users }) =>
      users.add(user),
    );
    await inbox.land([{ ...update(1, 'chat:7'), address: user.address }, update(2, 'chat:8')]);
    const [known, stranger] = await claim('a');
    expect(known).toEqual({
      ...update(1, 'chat:7'),
      address: user.address,
      attempts: 0,
      conversation: undefined,
      user,
    });
    expect(stranger?.user).toBeUndefined();
    expect(stranger?.address).toBeUndefined();
  });

  it('brings somebody along who joined while the claim was being made', async () => {
    const user = aUser({ address: 'telegram:7' as Address });
    await inbox.land([{ ...update(1, 'chat:7'), address: user.address }]);
    // A claim that has begun and comes to the updates only later, as on a busy server.
    await run(`alter function claim_updates rename to claim_updates_soon`);
    await run(`
      create function claim_updates(claimant text, most integer, lease_ms double precision)
      returns ${claimedTable} language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(1);
        return query select * from claim_updates_soon(claimant, most, lease_ms);
      end $$`);
    const claiming = await orm.em.fork().transactional(async (em) => {
      await sql`select pg_advisory_xact_lock(1)`.execute(em.getKysely());
      const begun = claim('a');
      await expect.poll(() => waitingForLocks()).toBe(1);
      await mikroOrmUnitOfWork({ orm, enqueue: async () => undefined }).run(({ users }) =>
        users.add(user),
      );
      return { begun };
    });
    expect(await claiming.begun).toMatchObject([{ id: 1, user }]);
  });

  it('drops an update that comes again after it was handled, until it is forgotten', async () => {
    await inbox.land([update(1, 'chat:1')]);
    const [one] = await claim('a');
    await inbox.complete(one!, { owner: 'a', conversation: { step: 'idle' } });
    expect(await inbox.land([update(1, 'chat:1'), update(2, 'chat:1')])).toBe(1);
    expect(await deleteFinishedUpdates({ orm, olderThanMs: 60_000 })).toBe(0);
    await run(`update channel_updates set finished_at = finished_at - interval '2 minutes'`);
    expect(await deleteFinishedUpdates({ orm, olderThanMs: 60_000 })).toBe(1);
    expect(await inbox.land([update(1, 'chat:1'), update(2, 'chat:1')])).toBe(1);
  });

  it('keeps nothing of what a handled update said', async () => {
    await inbox.land([{ ...update(1, 'chat:1'), address: 'telegram:1' as Address }]);
    const [one] = await claim('a');
    await inbox.complete(one!, { owner: 'a', conversation: { step: 'idle' } });
    const { rows } = await run('select payload, address from channel_updates');
    expect(rows).toEqual([{ payload: null, address: null }]);
  });

  it('waits with a lane whose update was given back, and goes on after one that was parked', async () => {
    await inbox.land([update(1, 'chat:1'), update(2, 'chat:1')]);
    const [one] = await claim('a');
    await inbox.release(one!, { owner: 'a', retryAt: new Date(Date.now() + 60_000) });
    expect(await claim('a')).toEqual([]);
    await run('update channel_updates set retry_at = now() where id = 1');
    const [again] = await claim('a');
    expect(again).toMatchObject({ id: 1, attempts: 1 });
    await inbox.release(again!, { owner: 'a', retryAt: undefined });
    expect(ids(await claim('a'))).toEqual([2]);
  });

  it('lands what no jsonb would take, and a batch that holds it', async () => {
    const payload = { text: 'a\u0000b \ud800 "quoted" \\ {brace}, null' };
    expect(await inbox.land([{ id: 1, lane: 'chat:1', payload }, update(2, 'chat:2')])).toBe(2);
    expect((await claim('a'))[0]?.payload).toEqual(payload);
  });

  it('reads only what waits, however many are done', async () => {
    await run(
      `insert into channel_lanes (lane) select 'chat:' || n from generate_series(0, 99) as n`,
    );
    await run(`insert into channel_updates (id, lane, attempts, finished_at)
      select n, 'chat:' || n % 100, 1, now() from generate_series(1, 20000) as n`);
    await inbox.land([update(20_001, 'chat:3'), update(20_002, 'chat:4')]);
    await run('analyze channel_updates, channel_lanes');
    const single = await createOrm({ url: database.url, poolSize: 1 });
    const onOnlyConnection = (statement: string) =>
      sql.raw<Record<string, unknown>>(statement).execute(single.em.fork().getKysely());
    await onOnlyConnection('begin');
    const claimed = await mikroOrmUpdateInbox({ orm: single }).claim({
      owner: 'a',
      limit: 10,
      leaseMs: 60_000,
    });
    const { rows } = await onOnlyConnection(`
      select seq_scan::integer from pg_stat_xact_user_tables where relname = 'channel_updates'`);
    await onOnlyConnection('rollback');
    await single.close();
    expect(ids(claimed)).toEqual([20_001, 20_002]);
    expect(rows).toEqual([{ seq_scan: 0 }]);
  });

  it('keeps nothing at all of a chat that nothing is being talked about in', async () => {
    await inbox.land([update(1, 'chat:1'), update(2, 'chat:1')]);
    const done = { owner: 'a', conversation: undefined };
    const [one] = await claim('a');
    await inbox.complete(one!, done);
    const lanes = async () => (await run('select lane from channel_lanes')).rows;
    expect(await lanes()).toEqual([{ lane: 'chat:1' }]);
    const [two] = await claim('a');
    expect(two?.id).toBe(2);
    await inbox.complete(two!, done);
    expect(await lanes()).toEqual([]);
    expect((await run('select id from channel_updates')).rows).toEqual([]);
    expect(await inbox.land([update(3, 'chat:1')])).toBe(1);
    expect((await claim('a'))[0]?.id).toBe(3);
  });
});
