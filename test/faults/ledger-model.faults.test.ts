import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerAudit, UnitOfWork, User } from '@aisha/core';
import { aUser, inMemoryPorts } from '@aisha/core/testing';
import {
  createOrm,
  mikroOrmLedgerAudit,
  mikroOrmUnitOfWork,
  type MikroORM,
} from '@aisha/adapters/mikro-orm';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { aWallet, stories, type Story, type Wallet } from './ledger/commands.ts';
import { heldIn, nothing, type HoldName } from './ledger/model.ts';
import { keptSeeds } from './ledger/regressions.ts';
import { size } from './size.ts';

type Ledger = { readonly unitOfWork: UnitOfWork; readonly ledgerAudit: LedgerAudit };

/** The wallet says what the model says, and its statement adds up to it. */
const agree = async ({ model }: Story, wallet: Wallet, { ledgerAudit }: Ledger): Promise<void> => {
  const { unitOfWork, userId, holdIds } = wallet;
  const stored = await unitOfWork.run(async ({ wallets }) => ({
    balance: await wallets.balance(userId),
    holds: await Promise.all(
      (Object.keys(holdIds) as HoldName[]).map(async (name) => {
        const hold = await wallets.findHold(holdIds[name]);
        return [name, hold && { status: hold.status, captured: hold.captured }] as const;
      }),
    ),
  }));
  expect(stored.balance).toEqual({ available: model.available, held: heldIn(model) });
  const known = stored.holds.filter(([, hold]) => hold !== undefined);
  expect(Object.fromEntries(known)).toEqual(model.holds);
  const lines = await ledgerAudit.statement(userId, { limit: 200 });
  const sumOf = (side: 'available' | 'held') => lines.reduce((sum, line) => sum + line[side], 0);
  expect([sumOf('available'), sumOf('held')]).toEqual([model.available, heldIn(model)]);
  const granted = lines.filter(({ kind }) => kind === 'grant');
  const issued = granted.reduce((sum, { available }) => sum + available, 0);
  expect(issued).toBe(model.available + heldIn(model) + model.earned);
};

const tellStories = async (ledger: Ledger, run: { seed: number; numRuns: number }) => {
  const property = fc.asyncProperty(stories, async (commands) => {
    const user: User = aUser();
    await ledger.unitOfWork.run(({ users }) => users.add(user));
    const wallet = aWallet(ledger.unitOfWork, user.id);
    const story: Story = { model: nothing };
    await fc.asyncModelRun(() => ({ model: story, real: wallet }), commands);
    await agree(story, wallet, ledger);
  });
  await fc.assert(property, run);
};

/** Of each kept seed. */
const keptRuns = 15;

/** Told now and then again are the kept ones, and each time some that nobody has heard. */
const tellAll = async (
  name: string,
  ledger: Ledger,
  { numRuns, kept }: { numRuns: number; kept: readonly number[] },
): Promise<void> => {
  const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 2 ** 31);
  const started = performance.now();
  for (const known of kept) await tellStories(ledger, { seed: known, numRuns: keptRuns });
  await tellStories(ledger, { seed, numRuns });
  const took = Math.round(performance.now() - started);
  const count = numRuns + keptRuns * kept.length;
  process.stdout.write(`    ${name}: ${count} stories, the last seed ${seed}, ${took} ms\n`);
  // Nothing but what these stories leave out: their holds pay for nothing.
  const { counts, totals } = await ledger.ledgerAudit.verify({ limit: 5 });
  expect({ ...counts, 'hold.without-work': 0 }).toEqual({ 'hold.without-work': 0 });
  expect(totals.available + totals.held + totals.earned).toBe(totals.issued);
};

describe('the ledger keeps to its model, also when all is asked at once', () => {
  let database: TestDatabase;
  let orm: MikroORM;

  beforeAll(async () => {
    database = await createTestDatabase();
    orm = await createOrm({ url: database.url, poolSize: 6 });
  });

  afterAll(async () => {
    await orm?.close();
    await database?.drop();
  });

  it('in PostgreSQL', { timeout: size(240_000, 3_600_000) }, async () => {
    const unitOfWork = mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });
    const ledger = { unitOfWork, ledgerAudit: mikroOrmLedgerAudit({ orm }) };
    await tellAll('PostgreSQL', ledger, { numRuns: size(60, 5_000), kept: keptSeeds });
  });

  it('in memory', async () => {
    for (let batch = 0; batch < size(5, 50); batch += 1) {
      const kept = batch === 0 ? keptSeeds : [];
      await tellAll('in memory', inMemoryPorts(), { numRuns: 100, kept });
    }
  });
});

describe('the comparison with the model', () => {
  it('fails where the ledger forgets to give back', async () => {
    const { unitOfWork, ledgerAudit } = inMemoryPorts();
    const forgetful: UnitOfWork = {
      ...unitOfWork,
      run: (work) =>
        unitOfWork.run((tx) =>
          work({
            ...tx,
            wallets: {
              ...tx.wallets,
              post: async (plan) => (plan.kind === 'release' ? 'posted' : tx.wallets.post(plan)),
            },
          }),
        ),
    };
    const told = tellStories({ unitOfWork: forgetful, ledgerAudit }, { seed: 1, numRuns: 200 });
    await expect(told).rejects.toThrow(/Property failed/u);
  });
});
