import { holdStatuses, type Hold, type HoldId, type UserId } from '@aisha/core';
import { z } from 'zod';
import { branded, count, time } from './columns.ts';

const holdRow = z.object({
  id: branded<HoldId>(),
  user_id: branded<UserId>(),
  amount: count,
  captured: count,
  status: z.enum(holdStatuses),
  created_at: time,
  expires_at: time,
});

export const toHold = (raw: unknown): Hold => {
  const row = holdRow.parse(raw);
  return {
    id: row.id,
    userId: row.user_id,
    amount: row.amount,
    captured: row.captured,
    status: row.status,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
};

export const fromHold = (hold: Hold) => ({
  id: hold.id,
  user_id: hold.userId,
  amount: hold.amount,
  captured: hold.captured,
  status: hold.status,
  created_at: hold.createdAt,
  expires_at: hold.expiresAt,
});
