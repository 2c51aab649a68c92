import {
  transferKinds,
  type Address,
  type HoldId,
  type StatementLine,
  type UserId,
} from '@aisha/core';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { branded, count, optional, time } from '../mappers/columns.ts';
import { isId } from '../repositories/identifiers.ts';

const row = z.object({
  id: z.string(),
  created_at: time,
  kind: z.enum(transferKinds),
  reason: z.string(),
  hold_id: optional(branded<HoldId>()),
  available: count,
  held: count,
});

/** Several transfers of one moment stand in the order of their ids. */
export const statementOf = async (
  db: Database,
  who: UserId | Address,
  { limit, before }: { limit: number; before?: string },
): Promise<StatementLine[]> => {
  const userId = isId(who) ? who : await idOf(db, who);
  if (userId === undefined || (before !== undefined && !isId(before))) return [];
  const older =
    before === undefined
      ? sql`true`
      : sql`(created_at, id) < (
          select created_at, id from ledger_transfers where id = ${before} and user_id = ${userId}
        )`;
  const { rows } = await sql`
    with page as (
      select id, created_at, kind, reason, hold_id from ledger_transfers
      where user_id = ${userId} and ${older}
      order by created_at desc, id desc limit ${limit}
    )
    select page.*, moved.available, moved.held
    from page cross join lateral (
      select coalesce(sum(entry.amount) filter (where account.part = 'available'), 0) as available,
        coalesce(sum(entry.amount) filter (where account.part = 'held'), 0) as held
      from ledger_entries as entry join ledger_accounts as account on account.id = entry.account_id
      where entry.transfer_id = page.id and account.user_id = ${userId}
    ) as moved
    order by page.created_at desc, page.id desc`.execute(db);
  return rows.map((raw) => {
    const { created_at: bookedAt, hold_id: holdId, ...line } = row.parse(raw);
    return { ...line, bookedAt, holdId };
  });
};

const idOf = async (db: Database, address: string): Promise<string | undefined> => {
  const found = await db
    .selectFrom('users')
    .select('id')
    .where('address', '=', address)
    .executeTakeFirst();
  return found?.id;
};
