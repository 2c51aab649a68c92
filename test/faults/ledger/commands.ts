import {
  planExpiry,
  planGrant,
  planHold,
  planSettlement,
  type HoldId,
  type TransferPlan,
  type UnitOfWork,
  type UserId,
} from '@aisha/core';
import { aHold, freshId } from '@aisha/core/testing';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import {
  amounts,
  answer,
  capturedOf,
  type Answer,
  type Asked,
  type HoldName,
  type Model,
} from './model.ts';

/** A person of a ledger, new for every story. */
export type Wallet = {
  readonly unitOfWork: UnitOfWork;
  readonly userId: UserId;
  readonly holdIds: Readonly<Record<HoldName, HoldId>>;
};

export const aWallet = (unitOfWork: UnitOfWork, userId: UserId): Wallet => {
  const names = Object.keys(amounts) as HoldName[];
  const holdIds = Object.fromEntries(names.map((name) => [name, freshId<HoldId>()]));
  return { unitOfWork, userId, holdIds: holdIds as Wallet['holdIds'] };
};

/** The model so far; replaced as the story goes on. */
export type Story = { model: Model };
type Command = fc.AsyncCommand<Story, Wallet>;

const planOf = ({ userId, holdIds }: Wallet, asked: Asked): TransferPlan => {
  if (asked.type === 'grant') {
    const idempotencyKey = `${userId}:${asked.key}`;
    return planGrant({ userId, amount: asked.amount, idempotencyKey, reason: 'gift' });
  }
  const hold = aHold({ id: holdIds[asked.hold], userId, amount: amounts[asked.hold] });
  if (asked.type === 'hold') return planHold(hold, 'story');
  if (asked.type === 'expire') return planExpiry(hold);
  return planSettlement(hold, capturedOf(asked.hold, asked.share), 'story');
};

/** Asked at the same time, in a unit of work each: the answers are those of one order or another. */
const atOnce = (all: readonly Asked[]): Command => ({
  toString: () => all.map((asked) => JSON.stringify(asked)).join(' || '),
  check: () => true,
  run: async (story, wallet) => {
    const answers = await Promise.all(
      all.map((asked) =>
        wallet.unitOfWork.run(({ wallets }) => wallets.post(planOf(wallet, asked))),
      ),
    );
    const orders = permutationsOf(all.map((_, at) => at)).map((order) =>
      answersIn(story.model, all, order),
    );
    const fitting = orders.find((order) => order.answers.every((one, at) => one === answers[at]));
    if (!fitting) expect(answers).toEqual(orders[0]?.answers);
    else story.model = fitting.model;
  },
});

const answersIn = (start: Model, all: readonly Asked[], order: readonly number[]) => {
  const answers: Answer[] = [];
  let model = start;
  for (const at of order) {
    const asked = all[at];
    if (asked) [answers[at], model] = answer(model, asked);
  }
  return { answers, model };
};

const permutationsOf = (values: readonly number[]): number[][] =>
  values.length === 0
    ? [[]]
    : values.flatMap((value) =>
        permutationsOf(values.filter((other) => other !== value)).map((rest) => [value, ...rest]),
      );

const holdName = fc.constantFrom(...(Object.keys(amounts) as HoldName[]));
const share = fc.oneof(fc.constantFrom(0, 50, 100), fc.nat(100));
const anything: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({
    type: fc.constant('grant' as const),
    amount: fc.integer({ min: 1, max: 80 }),
    key: fc.constantFrom('one', 'two', 'three', 'four'),
  }),
  fc.record({ type: fc.constant('hold' as const), hold: holdName }),
  fc.record({ type: fc.constant('settle' as const), hold: holdName, share }),
  fc.record({ type: fc.constant('expire' as const), hold: holdName }),
);

/** One thing, the same thing several times at once, or different ones at once. */
export const stories = fc.commands(
  [
    anything.map((asked) => atOnce([asked])),
    anything.map((asked) => atOnce([asked])),
    fc
      .tuple(anything, fc.integer({ min: 2, max: 4 }))
      .map(([asked, times]) => atOnce(Array.from({ length: times }, () => asked))),
    fc.array(anything, { minLength: 2, maxLength: 4 }).map(atOnce),
  ],
  { maxCommands: 24, size: 'max' },
);
