import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HoldId, UserId } from '../../shared/ids.ts';
import { builtAt, inMemoryJobQueue, inMemoryUnitOfWork, testClock } from '../../testing/index.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';
import { placeHold } from '../../steps/place-hold.ts';
import { settleHold } from '../../steps/settle-hold.ts';
import { planGrant } from './transfers.ts';

type World = ReturnType<typeof inMemoryUnitOfWork>;
/** What one person's wallet ought to be, in a few numbers. */
type Model = {
  available: number;
  earned: number;
  readonly granted: Set<string>;
  readonly holds: Map<HoldId, { amount: number; open: boolean }>;
};
type Command = fc.AsyncCommand<Model, World>;

const userId = 'the person' as UserId;
const reason = 'test';

const grant = (amount: number, key: string): Command => ({
  toString: () => `grant ${amount} as ${key}`,
  check: () => true,
  run: async (model, world) => {
    const plan = planGrant({ userId, amount, idempotencyKey: key, reason });
    const posted = await world.run(({ wallets }) => wallets.post(plan));
    expect(posted).toBe(model.granted.has(key) ? 'already-posted' : 'posted');
    if (posted === 'posted') model.available += amount;
    model.granted.add(key);
  },
});

const hold = (amount: number, holdId: HoldId): Command => ({
  toString: () => `hold ${amount} as ${holdId}`,
  check: () => true,
  run: async (model, world) => {
    const order = { holdId, userId, amount, reason, now: builtAt, deadlineAt: builtAt };
    const placed = await world.run((tx) => placeHold(tx, order));
    if (model.holds.has(holdId)) {
      expect(placed).toEqual({ ok: true, value: 'placed-before' });
    } else if (amount > model.available) {
      const { available } = model;
      const refusal = { code: 'credits.insufficient', price: amount, available };
      expect(placed).toEqual({ ok: false, refusal });
    } else {
      expect(placed).toEqual({ ok: true, value: 'placed' });
      model.available -= amount;
      model.holds.set(holdId, { amount, open: true });
    }
  },
});

const settle = (share: number, holdId: HoldId): Command => ({
  toString: () => `settle ${share} % of ${holdId}`,
  check: () => true,
  run: async (model, world) => {
    const known = model.holds.get(holdId);
    const captured = Math.floor(((known?.amount ?? 0) * share) / 100);
    const settled = await world.run((tx) => settleHold(tx, holdId, { captured, reason }));
    if (!known?.open) return expect(settled).toEqual({ captured: 0, refunded: 0 });
    const refunded = known.amount - captured;
    expect(settled).toEqual({ captured, refunded });
    known.open = false;
    model.available += refunded;
    model.earned += captured;
  },
});

const agree = async (model: Model, world: World): Promise<void> => {
  const open = [...model.holds.values()].filter((held) => held.open);
  const held = open.reduce((sum, { amount }) => sum + amount, 0);
  const balance = await world.run(({ wallets }) => wallets.balance(userId));
  expect(balance).toEqual({ available: model.available, held });
  expect(ledgerFaults(world.committed())).toEqual([]);
  expect(world.committed().balances.get('house:earned') ?? 0).toBe(model.earned);
};

describe('the ledger', () => {
  it('loses and makes no credit, whatever is granted, held, settled and said again', async () => {
    const holdIds = fc.constantFrom(...(['h1', 'h2', 'h3', 'h4'] as HoldId[]));
    const commands = [
      fc
        .tuple(fc.integer({ min: 1, max: 50 }), fc.constantFrom('g1', 'g2', 'g3', 'g4'))
        .map((by) => grant(...by)),
      fc.tuple(fc.nat(60), holdIds).map((by) => hold(...by)),
      fc.tuple(fc.nat(100), holdIds).map((by) => settle(...by)),
    ];
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { size: '+1' }), async (told) => {
        const world = inMemoryUnitOfWork({ jobs: inMemoryJobQueue({ clock: testClock() }) });
        const model: Model = { available: 0, earned: 0, granted: new Set(), holds: new Map() };
        await fc.asyncModelRun(() => ({ model, real: world }), told);
        await agree(model, world);
      }),
      { numRuns: 200 },
    );
  });

  it('lends nothing, however many ask at once', async () => {
    const world = inMemoryUnitOfWork({ jobs: inMemoryJobQueue({ clock: testClock() }) });
    await world.run(({ wallets }) =>
      wallets.post(planGrant({ userId, amount: 10, idempotencyKey: 'g', reason })),
    );

    const asked = Array.from({ length: 200 }, (_, at) =>
      world.run((tx) =>
        placeHold(tx, {
          holdId: `h${at}` as HoldId,
          userId,
          amount: 10,
          reason,
          now: builtAt,
          deadlineAt: builtAt,
        }),
      ),
    );

    expect((await Promise.all(asked)).filter(({ ok }) => ok)).toHaveLength(1);
    expect(ledgerFaults(world.committed())).toEqual([]);
  });
});
