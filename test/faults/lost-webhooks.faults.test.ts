import { afterEach, describe, expect, it } from 'vitest';
import { openWebhookWorld, type WebhookWorld } from './lost/webhook-world.ts';
import { size } from './size.ts';

let world: WebhookWorld;
afterEach(() => world.close());

const patiently = { timeout: size(300_000, 1_200_000) };
/** The longest pause between two questions about a training. */
const pollMs = 15_000;

const statuses = async (): Promise<Readonly<Record<string, number>>> => {
  const rows = await world.query('select status, count(*)::int from trainings group by status');
  return Object.fromEntries(rows.map(({ status, count }) => [String(status), Number(count)]));
};

const balances = () =>
  world.query(
    `select part, sum(balance)::int as balance from ledger_accounts group by part order by part`,
  );

const trainMany = async (count: number): Promise<void> => {
  for (let made = 0; made < count; made += 10) {
    await Promise.all(Array.from({ length: Math.min(10, count - made) }, () => world.train()));
  }
};

const allTold = async (type: 'training.succeeded' | 'training.ended', count: number) => {
  const told = () =>
    new Set(
      world.notifier.told
        .map(({ notification }) => notification)
        .filter((notification) => notification.type === type)
        .map((notification) => ('trainingId' in notification ? notification.trainingId : '')),
    ).size;
  await expect.poll(told, { timeout: 60_000 }).toBe(count);
};

describe('trainings of which no webhook ever arrives', () => {
  const count = size(200, 1_000);

  it(
    `end with a result all the same: ${count} of ${count}, soon after the provider is done`,
    patiently,
    async () => {
      world = await openWebhookWorld({ trainingMs: 500 });
      world.sandbox.faults.add({ point: 'webhook', effect: { kind: 'lose' }, times: 'always' });
      await trainMany(count);
      await world.work();
      await expect
        .poll(statuses, { timeout: 400_000, interval: 500 })
        .toEqual({ succeeded: count });
      const delays = (await world.delays()).toSorted((one, other) => one - other);
      const [median, longest] = [delays[Math.floor(count / 2)] ?? 0, delays.at(-1) ?? Infinity];
      process.stdout.write(`    ${count} results, median ${median} ms, longest ${longest} ms\n`);
      expect(delays).toHaveLength(count);
      expect(longest).toBeLessThan(pollMs + 30_000);
      expect(world.sandbox.runs()).toHaveLength(count);
      expect(await world.query('select id from provider_events')).toEqual([]);
      await allTold('training.succeeded', count);
      expect(await world.broken()).toEqual([]);
    },
  );
});

describe('webhooks that all arrive several times', () => {
  const count = size(20, 100);
  const copies = 9;

  it(
    `have one effect each: ${count} trainings, ${copies + 1} messages each`,
    patiently,
    async () => {
      world = await openWebhookWorld({ trainingMs: 300 });
      const effect = { kind: 'duplicate', copies } as const;
      world.sandbox.faults.add({ point: 'webhook', effect, times: 'always' });
      await trainMany(count);
      await world.work();
      await expect
        .poll(statuses, { timeout: 120_000, interval: 200 })
        .toEqual({ succeeded: count });
      const delivered = () => world.sandbox.runs().every(({ webhook }) => webhook === 'delivered');
      await expect.poll(delivered, { timeout: 60_000 }).toBe(true);
      expect(await world.query('select id from provider_events')).toHaveLength(count);
      await allTold('training.succeeded', count);
      expect(await world.broken()).toEqual([]);
    },
  );
});

describe('webhooks that all arrive after the price went back', () => {
  const count = size(10, 60);

  it(`bring nothing back and change no credits: ${count} trainings`, patiently, async () => {
    world = await openWebhookWorld({ trainingMs: 2_500, deadlineMs: 1_500, sweepEveryMs: 200 });
    // The provider does not stop for being asked to, and reports late.
    world.sandbox.faults.add(
      { point: 'ignored-cancel', effect: { kind: 'ignore' }, times: 'always' },
      { point: 'webhook', effect: { kind: 'late', ms: 1_000 }, times: 'always' },
    );
    await world.work();
    await trainMany(count);
    await expect.poll(statuses, { timeout: 60_000 }).toEqual({ expired: count });
    const before = await balances();
    const delivered = () => world.sandbox.runs().every(({ webhook }) => webhook === 'delivered');
    await expect.poll(delivered, { timeout: 60_000 }).toBe(true);
    const open = `select id from pgboss.job where name = 'provider.event' and state < 'completed'`;
    await expect.poll(() => world.query(open), { timeout: 30_000 }).toEqual([]);
    expect(await statuses()).toEqual({ expired: count });
    expect(await balances()).toEqual(before);
    await allTold('training.ended', count);
    expect(await world.broken()).toEqual([]);
  });
});
