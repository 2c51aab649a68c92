import type { Users } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromUser, toUser } from '../mappers/user-mapper.ts';
import { isId } from './identifiers.ts';

export const usersIn = (db: Database): Users => ({
  async find(id) {
    if (!isId(id)) return undefined;
    const row = await db
      .selectFrom('users')
      .selectAll()
      .where('id', '=', id)
      .where('forgotten_at', 'is', null)
      .executeTakeFirst();
    return row && toUser(row);
  },
  async findByAddress(address) {
    const row = await db
      .selectFrom('users')
      .selectAll()
      .where('address', '=', address)
      .executeTakeFirst();
    return row && toUser(row);
  },
  async add(user) {
    const added = await db
      .insertInto('users')
      .values(fromUser(user))
      .onConflict((conflict) => conflict.column('address').doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  },
  async save(user) {
    const { id, ...columns } = fromUser(user);
    const saved = await db
      .updateTable('users')
      .set(columns)
      .where('id', '=', id)
      .where('forgotten_at', 'is', null)
      .executeTakeFirst();
    if (saved.numUpdatedRows === 0n) throw new Error(`user ${id} was never added`);
  },
  async setBlocked(id, since) {
    if (!isId(id)) return false;
    const { numUpdatedRows } = await db
      .updateTable('users')
      .set({ blocked_since: since ?? null })
      .where('id', '=', id)
      .where('forgotten_at', 'is', null)
      .where('blocked_since', since ? 'is' : 'is not', null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
});
