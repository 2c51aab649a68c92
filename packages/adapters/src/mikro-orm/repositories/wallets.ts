import { unfinishedWorkStatuses, type Wallets } from '@aisha/core';
import { sql } from 'kysely';
import type { Database } from '../entities/index.ts';
import { count } from '../mappers/columns.ts';
import { toHold } from '../mappers/hold-mapper.ts';
import { isId } from './identifiers.ts';
import { postTransfer } from './post-transfer.ts';
import { transferLinesIn } from './transfer-lines.ts';

const live = sql.join(unfinishedWorkStatuses.map((status) => sql.lit(status)));

export const walletsIn = (db: Database): Wallets => ({
  ...transferLinesIn(db),
  async balance(userId) {
    const rows = await db
      .selectFrom('ledger_accounts')
      .select(['part', 'balance'])
      .where('user_id', '=', userId)
      .execute();
    const of = (part: string): number =>
      count.parse(rows.find((row) => row.part === part)?.balance ?? 0);
    return { available: of('available'), held: of('held') };
  },
  post: (plan) => postTransfer(db, plan),
  async findHold(id) {
    if (!isId(id)) return undefined;
    const row = await db.selectFrom('holds').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toHold(row);
  },
  async listExpired(now, limit) {
    const rows = await db
      .selectFrom('holds')
      .selectAll()
      .where('status', '=', 'held')
      .where('expires_at', '<', now)
      .where(
        sql<boolean>`not exists (
        select from trainings where trainings.id = holds.id and trainings.status in (${live})
      )`,
      )
      .where(
        sql<boolean>`not exists (
        select from generations where generations.id = holds.id and generations.status in (${live})
      )`,
      )
      .orderBy('expires_at')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toHold);
  },
});
