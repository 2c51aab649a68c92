import type { Avatar } from '@aisha/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutageWorld, type OutageWorld } from './provider-outage/outage-world.ts';
import { until } from './until.ts';
import { size } from './size.ts';

const count = size(50, 300);
const fewer = size(10, 100);
const second = 1000;

let world: OutageWorld;

beforeEach(async () => {
  world = await openOutageWorld();
});
afterEach(() => world.close());

/** Lets minutes pass in steps, everything that becomes due running in between. */
const pass = async (seconds: number): Promise<void> => {
  for (let passed = 0; passed < seconds; passed += 10) {
    await world.travel.pass(10 * second);
    await world.settled();
    await world.aisha.reconcile();
    await world.aisha.keepWatch({ parkedJobs: [] });
  }
};

/** Some at a time: all at once they would wait for connections to the database. */
const orderMany = async (avatar: Avatar, orders: number): Promise<void> => {
  for (let ordered = 0; ordered < orders; ordered += 5) {
    await Promise.all([1, 2, 3, 4, 5].map(() => world.order(avatar)));
  }
};

const phases = () => world.ports.operators.told.map(({ phase }) => phase);
const delivered = async () => (await world.orders())['succeeded'] ?? 0;

/** Up to the next probe time is let pass; what follows takes the time it takes. */
const untilAllDelivered = async (orders: number): Promise<void> => {
  const before = await world.calls();
  while ((await world.calls()) === before) {
    await world.travel.pass(5 * second);
    await world.settled();
  }
  await until(async () => (await delivered()) === orders, size(180, 900) * second);
  await world.settled();
};

describe('a balance that is used up', () => {
  it(`alarms once, is asked about a handful of times, and delivers all ${count} orders after the top-up`, async () => {
    const avatar = await world.person();
    world.sandbox.faults.add({
      point: 'submit',
      times: 'always',
      effect: { kind: 'exhausted-balance' },
    });
    await orderMany(avatar, count);
    await world.settled();
    // Eight run side by side: what was on its way when the first was refused is refused too.
    const atFirst = await world.calls();
    expect(atFirst).toBeLessThanOrEqual(8);
    await pass(120);
    const probes = (await world.calls()) - atFirst;
    expect(probes).toBeGreaterThanOrEqual(1);
    expect(probes).toBeLessThanOrEqual(3);
    expect(await delivered()).toBe(0);
    expect(phases()).toEqual(['raised']);
    expect(world.ports.operators.told).toMatchObject([
      { alarm: 'provider-paused', scope: 'account', reason: 'balance-exhausted' },
    ]);
    const calm = world.ports.notifier.told.filter(
      ({ notification }) =>
        notification.type === 'generation.progressed' && notification.attempt.isPaused,
    );
    expect(new Set(calm.map(({ notification: news }) => JSON.stringify(news))).size).toBe(count);

    world.sandbox.faults.clear();
    const calls = await world.calls();
    await untilAllDelivered(count);
    expect(await world.calls()).toBe(calls + count);
    expect(phases()).toEqual(['raised', 'cleared']);
    expect(await world.broken()).toEqual([]);
  });

  it('gives every credit back at the deadline, and nobody is charged or called again', async () => {
    const avatar = await world.person();
    const before = await world.aisha.getBalance(avatar.userId);
    world.sandbox.faults.add({
      point: 'submit',
      times: 'always',
      effect: { kind: 'exhausted-balance' },
    });
    for (const _ of [1, 2, 3, 4, 5]) await world.order(avatar);
    await world.settled();
    await pass(310);
    expect(await world.orders()).toEqual({ expired: 5 });
    expect(await world.aisha.getBalance(avatar.userId)).toEqual(before);
    const calls = await world.calls();
    world.sandbox.faults.clear();
    await pass(120);
    expect(await world.calls()).toBe(calls);
    expect(await world.broken()).toEqual([]);
  });
});

describe('a provider that answers with 500', () => {
  it(`is not asked by all ${fewer} orders, alarms nobody for a minute of it, and delivers all when it is back`, async () => {
    const avatar = await world.person();
    world.sandbox.faults.add({
      point: 'submit',
      times: 'always',
      effect: { kind: 'status', status: 500 },
    });
    await orderMany(avatar, fewer);
    await world.settled();
    await pass(60);
    expect(await world.calls()).toBeLessThan(10 + 8);
    expect(phases()).toEqual([]);
    world.sandbox.faults.clear();
    await untilAllDelivered(fewer);
    expect(phases()).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });
});
