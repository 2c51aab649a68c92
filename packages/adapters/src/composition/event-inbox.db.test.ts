import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventInbox, ProviderEventId } from '@aisha/core';
import { anEvent, eventInboxContract, freshId, handleAll, silentLogger } from '@aisha/core/testing';
import { Pool } from 'pg';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { createOrm, mikroOrmEventInbox, mikroOrmUnitOfWork } from '../mikro-orm/index.ts';
import { pgBossJobQueue } from '../pg-boss/index.ts';

type Limits = Parameters<typeof mikroOrmEventInbox>[0]['limits'];

/** The inbox, the unit of work and the queue on one database, as the apps put them together. */
const open = async (limits: Limits = {}) => {
  const database = await createTestDatabase();
  const orm = await createOrm({ url: database.url, poolSize: 4 });
  const openQueue = async () => {
    const opened = pgBossJobQueue({ url: database.url, logger: silentLogger, poolSize: 2 });
    await opened.open();
    return opened;
  };
  const [queue, another] = [await openQueue(), await openQueue()];
  const inbox = mikroOrmEventInbox({
    orm,
    insertJobs: () => queue.insertStatementOf('provider.event'),
    place: () => queue.placeFor('provider.event'),
    limits,
  });
  const unitOfWork = mikroOrmUnitOfWork({
    orm,
    enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
  });
  const pool = new Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
  const waitingJobs = async () => {
    const { rows } = await pool.query<{ data: { eventId: ProviderEventId } }>(
      `select data from pgboss.job where name = 'provider.event'`,
    );
    return rows.map(({ data }) => ({ name: 'provider.event' as const, data }));
  };
  const cleanup = async (): Promise<void> => {
    await Promise.all([pool.end(), queue.close(), another.close(), orm.close()]);
    await database.drop();
  };
  return { inbox, unitOfWork, queue, another, pool, enqueued: waitingJobs, cleanup };
};

describe('the event inbox on PostgreSQL', () => {
  eventInboxContract({ it, create: () => open() });
});

describe('events that come at once', () => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    opened = await open({ groups: 1, mostWaiting: 20, patienceMs: 1_000 });
  });
  afterEach(() => opened.cleanup());

  const kept = async (): Promise<number> => {
    const { rows } = await opened.pool.query<{ count: string }>(
      'select count(*) from provider_events',
    );
    return Number(rows[0]?.count);
  };
  const receiveAll = (inbox: EventInbox, events: readonly ReturnType<typeof anEvent>[]) =>
    Promise.allSettled(events.map((event) => inbox.receive(event)));
  const transactions = async (): Promise<number> => {
    const { rows } = await opened.pool.query<{ count: string }>(
      'select count(distinct xmin::text) from provider_events',
    );
    return Number(rows[0]?.count);
  };

  it('share a commit', async () => {
    const events = Array.from({ length: 20 }, () => anEvent());
    const answers = await receiveAll(opened.inbox, events);
    expect(answers.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await kept()).toBe(20);
    expect(await transactions()).toBe(2);
  });

  it('do not suffer from one that cannot be kept', async () => {
    const bad = anEvent({ id: 'no uuid' as ProviderEventId });
    const events = [anEvent(), anEvent(), bad, anEvent()];
    const answers = await receiveAll(opened.inbox, events);
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await kept()).toBe(3);
    expect(await opened.enqueued()).toHaveLength(3);
  });

  it.each(['queue', 'another'] as const)('wake a worker that is idle: %s', async (whose) => {
    const handled: string[] = [];
    await opened[whose].work(
      handleAll(async (job) => {
        if (job.name === 'provider.event') handled.push(job.data.eventId);
      }),
    );
    // The look around every second is not what finds it.
    await pause(300);
    const event = anEvent();
    const startedAt = performance.now();
    await opened.inbox.receive(event);
    while (handled.length === 0 && performance.now() - startedAt < 5_000) await pause(5);
    expect(handled).toEqual([event.id]);
  });

  it('are turned away, and kept when they come again, where the database is busy too long', async () => {
    const blocker = await opened.pool.connect();
    await blocker.query('begin; lock table provider_events in exclusive mode');
    const events = Array.from({ length: 30 }, () => anEvent());
    const startedAt = performance.now();
    const answers = await receiveAll(opened.inbox, events);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(answers.map(({ status }) => status)).toEqual(events.map(() => 'rejected'));
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ retryable: true });
    }
    await blocker.query('rollback');
    blocker.release();
    const again = await receiveAll(
      opened.inbox,
      events.slice(0, 20).map((event) => ({ ...event, id: freshId<ProviderEventId>() })),
    );
    expect(again.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await kept()).toBe(20);
    expect(await opened.enqueued()).toHaveLength(20);
  });

  it('are kept on a new connection where the old one was closed', async () => {
    await opened.inbox.receive(anEvent());
    await opened.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'aisha'`,
    );
    expect(await opened.inbox.receive(anEvent())).toBe('accepted');
    expect(await kept()).toBe(2);
  });
});
