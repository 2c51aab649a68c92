import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAisha, type Aisha, type Clock } from '@aisha/core';
import { inMemoryPorts, silentLogger } from '@aisha/core/testing';
import {
  createOrm,
  databaseClock,
  mikroOrmUnitOfWork,
  type DatabaseClock,
  type MikroORM,
} from '@aisha/adapters/mikro-orm';
import { openWebhookWorld, type WebhookWorld } from './lost/webhook-world.ts';
import { openReplicas, orderOf, type Replicas } from './money/replicas.ts';

const minute = 60_000;
const skews = [0, 10 * minute, -10 * minute];

describe('replicas whose clocks differ by ten minutes', () => {
  let all: Replicas;
  let orm: MikroORM;
  let clocks: DatabaseClock[];

  beforeEach(async () => {
    all = await openReplicas();
    orm = await createOrm({ url: all.url });
    const open = (skewMs: number) =>
      databaseClock({ orm, logger: silentLogger, wall: () => Date.now() + skewMs });
    clocks = await Promise.all(skews.map(open));
  });
  afterEach(async () => {
    for (const clock of clocks) clock.close();
    await orm.close();
    await all.close();
  });

  const replicaWith = (clock: Clock): Aisha =>
    createAisha(inMemoryPorts({ unitOfWork: all.unitOfWork, clock }));

  /** Orders at each replica, sweeps at each; answers how the orders stand. */
  const orderAndSweep = async (replicas: readonly Aisha[]): Promise<string[]> => {
    const avatar = await all.ready(100);
    const ids = await Promise.all(
      replicas.map(async (aisha) => {
        const answer = await aisha.requestGeneration({ ...orderOf(avatar), count: 1 });
        if (!answer.ok) throw new Error(answer.refusal.code);
        return answer.value.generation.id;
      }),
    );
    for (const aisha of replicas) await aisha.reconcile();
    const found = await Promise.all(
      ids.map((id) => all.unitOfWork.run(({ generations }) => generations.find(id))),
    );
    return found.map((generation) => generation?.status ?? 'gone');
  };

  it('give nothing up early and nothing back, for they go by the time of the database', async () => {
    expect(await orderAndSweep(clocks.map(replicaWith))).toEqual(skews.map(() => 'reserved'));
  });

  it('would give up early what is under way, if each went by its own', async () => {
    const own = skews.map((skewMs): Clock => ({ now: () => new Date(Date.now() + skewMs) }));
    expect(await orderAndSweep(own.map(replicaWith))).toContain('expired');
  });

  it('keep a deadline across the night that clocks are set back', async () => {
    const avatar = await all.ready(100);
    const before = { now: () => new Date('2026-10-25T00:58:00.000Z') };
    const answer = await replicaWith(before).requestGeneration(orderOf(avatar));
    if (!answer.ok) throw new Error(answer.refusal.code);
    const order = answer.value.generation;
    expect(order.deadlineAt.toISOString()).toBe('2026-10-25T01:03:00.000Z');
    const zoned = new URL(all.url);
    zoned.searchParams.set('options', '-c timezone=Europe/Berlin');
    const elsewhere = await createOrm({ url: zoned.href });
    const there = mikroOrmUnitOfWork({ orm: elsewhere, enqueue: async () => undefined });
    const overdue = (now: string) =>
      there.run(({ generations }) => generations.listOverdue(new Date(now), 10));
    expect(await overdue('2026-10-25T01:02:59.000Z')).toEqual([]);
    expect(await overdue('2026-10-25T01:03:01.000Z')).toHaveLength(1);
    const found = await all.unitOfWork.run(({ generations }) => generations.find(order.id));
    expect(found?.deadlineAt).toEqual(order.deadlineAt);
    await elsewhere.close();
  });
});

describe('a machine that takes every signature for stale', () => {
  let world: WebhookWorld;
  afterEach(() => world.close());

  it('finishes every training all the same', { timeout: 120_000 }, async () => {
    world = await openWebhookWorld({ trainingMs: 300, aheadMs: 10 * minute });
    await Promise.all(Array.from({ length: 5 }, () => world.train()));
    await world.work();
    const statuses = async () =>
      (await world.query('select status from trainings')).map(({ status }) => status);
    await expect.poll(statuses, { timeout: 60_000 }).toEqual(Array(5).fill('succeeded'));
    expect(await world.query('select id from provider_events')).toEqual([]);
    const told = () => world.notifier.told.length;
    await expect.poll(told, { timeout: 30_000 }).toBeGreaterThanOrEqual(5);
    expect(await world.broken()).toEqual([]);
  });
});
