import type { Leg, TransferPlan } from '@aisha/core';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { bookingOf } from './booking.ts';
import { changedHold } from './hold-change.ts';
import { openAccounts } from './ledger-accounts.ts';

/**
 * One statement: it locks the people's accounts in an order that every transfer keeps, looks whether
 * they allow it, opens or ends the hold, and writes transfer, entries and balances, or nothing of it.
 * Nothing here provokes an error: a transfer that is refused leaves the transaction usable.
 */
export const postTransfer = async (
  db: Database,
  plan: TransferPlan,
): Promise<'posted' | 'already-posted' | 'insufficient' | 'blocked'> => {
  const moving = plan.legs.filter(({ amount }) => amount !== 0);
  if (moving.reduce((sum, { amount }) => sum + amount, 0) !== 0) {
    throw new RangeError('the legs of a transfer sum to zero');
  }
  // What costs nothing moves nothing, and a transfer without legs is none.
  if (moving.length === 0) return changeOnly(db, plan);
  let booked = await book(db, plan, moving);
  if (booked.accounts === 'missing') {
    await openAccounts(db, moving);
    booked = await book(db, plan, moving);
  }
  if (booked.isPosted) return 'posted';
  if (booked.fits) return whyNothing(db, plan);
  // Asked after the lock was waited for: whoever held it may have booked this very transfer.
  return (await isDone(db, plan)) ? 'already-posted' : 'insufficient';
};

const changeOnly = async (
  db: Database,
  { hold }: TransferPlan,
): Promise<'posted' | 'already-posted' | 'blocked'> => {
  if (!hold) return 'posted';
  const { rows } = await changedHold(hold, sql`true`).execute(db);
  return rows.length > 0 ? 'posted' : whyNothing(db, { hold });
};

/** Nothing came of what would have fitted: it was known, or it is not for this person to begin. */
const whyNothing = async (
  db: Database,
  { hold }: Pick<TransferPlan, 'hold'>,
): Promise<'already-posted' | 'blocked'> => {
  if (hold?.type !== 'opened') return 'already-posted';
  const { id, userId } = hold.hold;
  const { rows } = await sql<{ blocked: boolean }>`
    select not exists (select from holds where id = ${id}::uuid) and exists (
      select from users where id = ${userId}::uuid and blocked_since is not null
    ) as blocked`.execute(db);
  return rows[0]?.blocked === true ? 'blocked' : 'already-posted';
};

/** Booked before, or about a hold that is not open any more. */
const isDone = async (db: Database, { idempotencyKey, hold }: TransferPlan): Promise<boolean> => {
  const isClosed =
    hold?.type === 'ended'
      ? sql`not exists (select from holds where id = ${hold.id}::uuid and status = 'held')`
      : sql`false`;
  const { rows } = await sql<{ done: boolean }>`
    select ${isClosed} or exists (
      select from ledger_transfers where idempotency_key = ${idempotencyKey}
    ) as done`.execute(db);
  return rows[0]?.done === true;
};

const outcome = z.object({
  accounts: z.enum(['there', 'missing']),
  fits: z.boolean(),
  changed: z.boolean(),
  booked: z.boolean(),
});

const book = async (db: Database, plan: TransferPlan, moving: readonly Leg[]) => {
  const { rows } = await bookingOf(plan, moving).execute(db);
  const { accounts, fits, changed, booked } = outcome.parse(rows[0]);
  // They are stored together, so one cannot be known without the other, unless a hand was at work.
  if (changed !== booked) throw new Error(`hold and transfer ${plan.idempotencyKey} disagree`);
  return { accounts, fits, isPosted: booked };
};
