import type { Hooks } from '@aisha/core';
import { sql } from 'kysely';
import type { Database } from '../entities/index.ts';
import {
  fromHookMessage,
  fromHookMessageState,
  toHook,
  toHookMessage,
} from '../mappers/api-mapper.ts';
import { isId } from './identifiers.ts';

type Messages = Pick<
  Hooks,
  'findMessage' | 'listMessages' | 'addMessage' | 'saveMessage' | 'deleteFinishedMessages'
>;

export const hookMessagesIn = (db: Database): Messages => ({
  ...changesIn(db),
  async findMessage(id) {
    if (!isId(id)) return undefined;
    const { rows } = await sql<{ message: unknown; hook: unknown }>`
      select to_jsonb(message) as message, to_jsonb(hook) as hook
      from hook_messages as message join outgoing_hooks as hook on hook.id = message.hook_id
      where message.id = ${id}`.execute(db);
    const [row] = rows;
    return row && { message: toHookMessage(row.message), hook: toHook(row.hook) };
  },
  async listMessages({ limit, before, clientId, hookId, status }) {
    let query = db.selectFrom('hook_messages').selectAll();
    if (before !== undefined) query = query.where('id', '<', before);
    if (clientId !== undefined) query = query.where('client_id', '=', clientId);
    if (hookId !== undefined) query = query.where('hook_id', '=', hookId);
    if (status !== undefined) query = query.where('status', '=', status);
    const rows = await query.orderBy('id', 'desc').limit(limit).execute();
    return rows.map(toHookMessage);
  },
});

const changesIn = (db: Database): Omit<Messages, 'findMessage' | 'listMessages'> => ({
  async addMessage(message) {
    // Who leaves waits for this, so that what removes their rows finds it; so does who deletes the hook.
    const { rows } = await sql`
      select from users, outgoing_hooks as hook
      where users.id = ${message.userId} and users.forgotten_at is null
        and hook.id = ${message.hookId}
      for key share`.execute(db);
    if (rows.length === 0) return false;
    const added = await db
      .insertInto('hook_messages')
      .values(fromHookMessage(message))
      .onConflict((conflict) => conflict.columns(['hook_id', 'topic']).doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  },
  async saveMessage(message, from) {
    if (from.length === 0) return false;
    const saved = await db
      .updateTable('hook_messages')
      .set(fromHookMessageState(message))
      .where('id', '=', message.id)
      .where('status', 'in', from)
      .executeTakeFirst();
    return saved.numUpdatedRows === 1n;
  },
  async deleteFinishedMessages({ before, limit }) {
    const { numAffectedRows } = await sql`
      delete from hook_messages where id in (
        select id from hook_messages where finished_at < ${before}::timestamptz
        order by finished_at limit ${limit}
      )`.execute(db);
    return Number(numAffectedRows ?? 0);
  },
});
