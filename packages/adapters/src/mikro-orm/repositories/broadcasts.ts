import {
  broadcastStatuses,
  type Audience,
  type Broadcast,
  type BroadcastId,
  type Broadcasts,
  type UserId,
} from '@aisha/core';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { branded, optional, time, toJson } from '../mappers/columns.ts';
import { isId } from './identifiers.ts';

const audienceJson = z.object({
  locales: z.array(z.string()).optional(),
  hasReadyAvatar: z.boolean().optional(),
  joinedSince: time.optional(),
  joinedBefore: time.optional(),
  userIds: z.array(branded<UserId>()).optional(),
}) satisfies z.ZodType<Audience>;

const broadcastRow = z.object({
  id: branded<BroadcastId>(),
  status: z.enum(broadcastStatuses),
  texts: z.record(z.string(), z.string()),
  fallback: z.string(),
  audience: audienceJson,
  people: z.number(),
  told: z.number(),
  skipped: z.number(),
  failed: z.number(),
  step: z.number(),
  at_user_id: optional(branded<UserId>()),
  attempts: z.number(),
  created_at: time,
  finished_at: optional(time),
});

const toBroadcast = (raw: unknown): Broadcast => {
  const { at_user_id: at, created_at, finished_at, ...row } = broadcastRow.parse(raw);
  return { ...row, at, createdAt: created_at, finishedAt: finished_at };
};

/** What changes while it is said. */
const stateOf = ({ status, told, skipped, failed, step, attempts, ...rest }: Broadcast) => ({
  status,
  told,
  skipped,
  failed,
  step,
  attempts,
  at_user_id: rest.at ?? null,
  finished_at: rest.finishedAt ?? null,
});

export const broadcastsIn = (db: Database): Broadcasts => ({
  async find(id) {
    if (!isId(id)) return undefined;
    const row = await db
      .selectFrom('broadcasts')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toBroadcast(row);
  },
  async list({ limit, before }) {
    if (before !== undefined && !isId(before)) return [];
    const rows = await db
      .selectFrom('broadcasts')
      .selectAll()
      .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toBroadcast);
  },
  async add(broadcast) {
    const { id, fallback, people, createdAt } = broadcast;
    await db
      .insertInto('broadcasts')
      .values({
        id,
        fallback,
        people,
        created_at: createdAt,
        texts: toJson(broadcast.texts),
        audience: toJson(broadcast.audience),
        ...stateOf(broadcast),
      })
      .execute();
  },
  async save(broadcast) {
    const { numUpdatedRows } = await db
      .updateTable('broadcasts')
      .set(stateOf(broadcast))
      .where('id', '=', broadcast.id)
      .where('step', '=', broadcast.step - 1)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
});
