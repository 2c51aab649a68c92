import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aHold, builtAt, minutesAfter } from '../../testing/index.ts';
import {
  openHold,
  planExpiry,
  planGrant,
  planHold,
  planSettlement,
  priceOfDelivered,
} from './transfers.ts';
import type { TransferPlan } from './wallet.ts';

const credits = fc.integer({ min: 0, max: 1_000_000 });
const { id: holdId, userId } = aHold();

const sum = ({ legs }: TransferPlan): number => legs.reduce((all, { amount }) => all + amount, 0);

/** What a plan puts on one account. */
const on = (plan: TransferPlan, part: string): number =>
  plan.legs
    .filter(({ account }) => account.part === part)
    .reduce((all, { amount }) => all + amount, 0);

describe('every transfer', () => {
  it('takes from one account what it gives to another', () => {
    fc.assert(
      fc.property(credits, credits, (amount, part) => {
        const captured = Math.min(amount, part);
        const hold = aHold({ amount });
        expect(sum(planGrant({ userId, amount, idempotencyKey: 'k', reason: 'r' }))).toBe(0);
        expect(sum(planHold(hold, 'r'))).toBe(0);
        expect(sum(planExpiry(hold))).toBe(0);
        expect(sum(planSettlement(hold, captured, 'r'))).toBe(0);
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])('of %d credits is refused', (amount) => {
    expect(() => planHold(aHold({ amount }), 'r')).toThrow(RangeError);
    const order = { holdId, userId, amount, now: builtAt, deadlineAt: builtAt };
    expect(() => openHold(order)).toThrow(RangeError);
    expect(() => planGrant({ userId, amount, idempotencyKey: 'k', reason: 'r' })).toThrow(
      RangeError,
    );
    expect(() => planSettlement(aHold({ amount: 10 }), amount, 'r')).toThrow(RangeError);
  });
});

describe('the end of a hold', () => {
  it('takes it off in full: what is paid and what goes back are the hold', () => {
    fc.assert(
      fc.property(credits, credits, (amount, part) => {
        const captured = Math.min(amount, part);
        const held = planHold(aHold({ amount }), 'r');
        const end = planSettlement(aHold({ amount }), captured, 'r');
        expect(on(end, 'held') + on(held, 'held')).toBe(0);
        expect([on(end, 'earned'), on(end, 'available')]).toEqual([captured, amount - captured]);
        expect(end.kind).toBe(captured > 0 ? 'capture' : 'release');
      }),
    );
  });

  it('is one end, whatever comes of it', () => {
    const hold = aHold({ amount: 10 });
    const ends = [0, 4, 10].map((paid) => planSettlement(hold, paid, 'r'));
    const keys = [...ends, planExpiry(hold)].map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(1);
  });

  it('says what became of it', () => {
    const hold = aHold({ amount: 10 });
    const said = [planSettlement(hold, 4, 'r'), planSettlement(hold, 0, 'r'), planExpiry(hold)];
    expect(said.map((plan) => plan.hold)).toEqual([
      { type: 'ended', id: hold.id, status: 'captured', captured: 4 },
      { type: 'ended', id: hold.id, status: 'released', captured: 0 },
      { type: 'ended', id: hold.id, status: 'expired', captured: 0 },
    ]);
  });

  it('comes by itself a while after its work has to be over', () => {
    const deadlineAt = minutesAfter(builtAt, 45);
    const hold = openHold({ holdId, userId, amount: 10, now: builtAt, deadlineAt });
    expect(hold.expiresAt).toEqual(minutesAfter(deadlineAt, 15));
  });

  it('never pays more than was held', () => {
    expect(() => planSettlement(aHold({ amount: 10 }), 11, 'r')).toThrow(RangeError);
  });
});

describe('a partly delivered order', () => {
  it.each([
    [8, 4, 4, 8],
    [8, 4, 2, 4],
    [8, 4, 0, 0],
    [7, 2, 1, 3],
    [8, 4, 5, 8],
  ])('of %i credits for %i pictures with %i delivered costs %i', (price, ordered, made, cost) => {
    expect(priceOfDelivered(price, ordered, made)).toBe(cost);
  });
});
