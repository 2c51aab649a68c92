import type { Wallets } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { count } from '../mappers/columns.ts';
import { fromHold, toHold } from '../mappers/hold-mapper.ts';
import { isId } from './identifiers.ts';
import { postTransfer } from './post-transfer.ts';

export const walletsIn = (db: Database): Wallets => ({
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
  async addHold(hold) {
    await db.insertInto('holds').values(fromHold(hold)).execute();
  },
  async endHold(id, { status, captured }) {
    const ended = await db
      .updateTable('holds')
      .set({ status, captured })
      .where('id', '=', id)
      .where('status', '=', 'held')
      .executeTakeFirst();
    return ended.numUpdatedRows === 1n;
  },
});
