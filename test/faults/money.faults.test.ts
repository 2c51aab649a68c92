import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { planHold, type TrainingId, type UserId } from '@aisha/core';
import { aHold, freshId } from '@aisha/core/testing';
import { Client } from 'pg';
import { statementsOf } from '../../bench/statements.ts';
import { brokenInvariantsAt } from './invariants.ts';
import { four, openReplicas, orderOf, persistent, type Replicas } from './money/replicas.ts';
import { size } from './size.ts';

let all: Replicas;
let client: Client;

beforeAll(async () => {
  all = await openReplicas();
  client = new Client({ connectionString: all.url });
  await client.connect();
});

afterAll(async () => {
  await client?.end();
  await all?.close();
});

/** Trainings that a test put there as done, of which nobody had to be told. */
const told = async (): Promise<string[]> => {
  const done = `select id from trainings where status = 'succeeded'`;
  return (await client.query<{ id: string }>(done)).rows.map(({ id }) => id);
};

afterEach(async () => {
  expect((await all.audit.verify({ limit: 10 })).findings).toEqual([]);
  expect(await brokenInvariantsAt(all.url, { told: await told() })).toEqual([]);
});

const taps = size(200, 2_000);
const atOnce = <T>(count: number, tap: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => tap(at)));

/** Many taps at once. Whoever is told to try later, as on a busy machine, taps again. */
const tapped = async <T>(what: string, tap: (at: number) => Promise<T>): Promise<T[]> => {
  const { until, shed } = persistent();
  const start = performance.now();
  const answers = await atOnce(taps, (at) => until(() => tap(at)));
  tell(`${taps} ${what} over 2 replicas: ${since(start)}, ${shed()} told to try later`);
  return answers;
};
const balanceOf = (userId: UserId) => all.replica(0).getBalance(userId);
const tell = (fact: string): boolean => process.stdout.write(`    ${fact}\n`);
const since = (start: number): string => `${Math.round(performance.now() - start)} ms`;

describe('credit for one', () => {
  it(`is granted to one of ${taps} orders that come at once to two replicas`, async () => {
    const avatar = await all.ready(8);
    const answers = await tapped('orders', (at) =>
      all.replica(at).requestGeneration(orderOf(avatar)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    const refusal = { code: 'credits.insufficient', price: 8, available: 0 };
    expect(refusals).toEqual(Array.from({ length: taps - 1 }, () => refusal));
    expect(await balanceOf(avatar.userId)).toEqual({ available: 0, held: 8 });
  });

  it(`is granted to one of ${taps} trainings of twenty avatars`, async () => {
    const avatars = await all.drafts(20, 60);
    const [{ userId } = { userId: '' as UserId }] = avatars;
    const answers = await tapped('trainings of 20 avatars', (at) =>
      all.replica(at).requestTraining({
        userId,
        avatarId: (avatars[at % 20] as (typeof avatars)[number]).id,
        preset: 'fast',
      }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const codes = new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code])));
    expect([...codes].toSorted()).toEqual(['avatar.busy-training', 'credits.insufficient']);
    expect(await balanceOf(userId)).toEqual({ available: 0, held: 60 });
  });

  it(`is taken once by ${taps} taps on the same button`, async () => {
    const avatar = await all.ready(1_000);
    const order = orderOf(avatar);
    const answers = await tapped('taps on one button', (at) =>
      all.replica(at).requestGeneration(order),
    );
    const values = answers.map((answer) => (answer.ok ? answer.value : undefined));
    expect(values.filter((value) => value?.isNew)).toHaveLength(1);
    expect(new Set(values.map((value) => value?.generation.id))).toEqual(new Set([order.id]));
    expect(await balanceOf(avatar.userId)).toEqual({ available: 992, held: 8 });
    const jobs = `select count(*)::integer as count from pgboss.job
      where name = 'generation.submit' and data ->> 'generationId' = $1`;
    expect((await client.query(jobs, [order.id])).rows).toEqual([{ count: 1 }]);
  });

  it(`is taken once by ${taps} taps that train the same avatar`, async () => {
    const [avatar] = await all.drafts(1, 1_000);
    if (!avatar) throw new Error('an avatar is expected');
    const { id: avatarId, userId } = avatar;
    const answers = await tapped('trainings of one avatar', (at) =>
      all.replica(at).requestTraining({ userId, avatarId, preset: 'fast' }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
    expect(new Set(codes)).toEqual(new Set(['avatar.busy-training']));
    expect(await balanceOf(userId)).toEqual({ available: 940, held: 60 });
  });

  it(`is taken once by ${taps} taps on the same button that trains`, async () => {
    const [avatar] = await all.drafts(1, 1_000);
    if (!avatar) throw new Error('an avatar is expected');
    const { id: avatarId, userId } = avatar;
    const id = freshId<TrainingId>();
    const answers = await tapped('taps on one button that trains', (at) =>
      all.replica(at).requestTraining({ id, userId, avatarId, preset: 'fast' }),
    );
    const ids = answers.map((answer) => (answer.ok ? answer.value.id : answer.refusal.code));
    expect(new Set(ids)).toEqual(new Set([id]));
    expect(await balanceOf(userId)).toEqual({ available: 940, held: 60 });
  });

  it('is no reason for a deadlock', async () => {
    await client.query('select pg_stat_force_next_flush()');
    const { rows } = await client.query(`select deadlocks::integer from pg_stat_database
      where datname = current_database()`);
    expect(rows).toEqual([{ deadlocks: 0 }]);
  });
});

/** An order of four pictures that the provider has made, so many of them fit to be shown. */
const made = async (flagged: readonly number[]) => {
  const avatar = await all.ready(8);
  const order = orderOf(avatar);
  const { generator } = all.outside;
  await all.replica(0).requestGeneration(order);
  const { id: generationId } = order;
  await all.replica(0).jobs['generation.submit']({ generationId });
  const { requestId } = generator.latest();
  generator.succeed(requestId, four(requestId, flagged));
  const subject = { type: 'generation', id: generationId } as const;
  const run = await all.unitOfWork.run(({ runs }) => runs.findLatest(subject));
  if (!run) throw new Error('a run is expected');
  await atOnce(6, (at) => all.replica(at).jobs['run.check']({ runId: run.id }));
  return { ...avatar, generationId };
};

describe('what was delivered', () => {
  it.each([
    [4, [], 8],
    [2, [0, 3], 4],
    [1, [0, 1, 2], 2],
    [0, [0, 1, 2, 3], 0],
  ])('is paid for: %i of four pictures, by workers on both replicas', async (_, flagged, price) => {
    const { userId, generationId } = await made(flagged);
    await atOnce(10, (at) => all.replica(at).jobs['generation.collect']({ generationId }));
    expect(await balanceOf(userId)).toEqual({ available: 8 - price, held: 0 });
  });

  it('is paid or cancelled, never both', async () => {
    const outcomes = { paid: 0, cancelled: 0 };
    for (let round = 0; round < size(6, 60); round += 1) {
      const avatar = await all.ready(8);
      const order = orderOf(avatar);
      await all.replica(0).requestGeneration(order);
      const { id: generationId } = order;
      await Promise.all([
        all.replica(0).cancelGeneration(generationId, avatar.userId),
        all.replica(1).jobs['generation.submit']({ generationId }),
        all.replica(1).cancelGeneration(generationId, avatar.userId),
      ]);
      const { available, held } = await balanceOf(avatar.userId);
      expect(available + held).toBe(8);
      outcomes[held === 0 ? 'cancelled' : 'paid'] += 1;
    }
    expect(outcomes.paid + outcomes.cancelled).toBe(size(6, 60));
  });
});

describe('a hold that was forgotten', () => {
  it('goes back once, however many replicas look for it', async () => {
    const count = size(40, 400);
    const users = await Promise.all(Array.from({ length: 10 }, () => all.person(1_000)));
    for (let at = 0; at < count; at += 1) {
      const { id: userId } = users[at % 10] as (typeof users)[number];
      const hold = aHold({ id: freshId(), userId, amount: 1 + (at % 7), expiresAt: new Date(0) });
      await all.unitOfWork.run(({ wallets }) => wallets.post(planHold(hold, 'test')));
    }
    let expired = 0;
    for (let round = 0; round < Math.ceil(count / 100); round += 1) {
      const swept = await atOnce(4, (at) => all.replica(at).expireHolds());
      expired += swept.reduce((sum, one) => sum + one.expired, 0);
    }
    expect(expired).toBe(count);
    for (const { id } of users) {
      expect(await balanceOf(id)).toEqual({ available: 1_000, held: 0 });
    }
    await client.query(forgetEnded);
  });

  /** They pay for nothing, which the checker rightly minds. */
  const forgetEnded = `
    set session_replication_role = replica;
    update ledger_transfers set hold_id = null where hold_id in (select id from holds where status = 'expired');
    delete from holds where status = 'expired';
    set session_replication_role = origin`;
});

describe('a paid tap', () => {
  it('is one short transaction', async () => {
    const avatar = await all.ready(1_000);
    const [draft] = await all.drafts(1, 1_000);
    if (!draft) throw new Error('an avatar is expected');
    const ordering = await statementsOf(async () => {
      await all.replica(0).requestGeneration(orderOf(avatar));
    });
    const training = await statementsOf(async () => {
      const { id: avatarId, userId } = draft;
      await all.replica(0).requestTraining({ userId, avatarId, preset: 'fast' });
    });
    tell(
      `statements from BEGIN to COMMIT: an order ${ordering.length}, a training ${training.length}`,
    );
    for (const sent of [ordering, training]) {
      expect(sent.filter((text) => text.startsWith('begin'))).toHaveLength(1);
      expect(sent.at(-1)).toBe('commit');
    }
    expect(ordering.length).toBeLessThanOrEqual(9);
    expect(training.length).toBeLessThanOrEqual(13);
  });
});
