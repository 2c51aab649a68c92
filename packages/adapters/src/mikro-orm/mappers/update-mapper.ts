import type { Address, ClaimedUpdate } from '@aisha/core';
import { z } from 'zod';
import { branded, count, optional } from './columns.ts';
import { toUser } from './user-mapper.ts';

const claimedRow = z.object({
  id: count,
  lane: z.string(),
  address: optional(branded<Address>()),
  payload: z.unknown(),
  attempts: z.number(),
  conversation: z.unknown(),
  user: z.unknown(),
});

export const toClaimedUpdate = (raw: unknown): ClaimedUpdate => {
  const row = claimedRow.parse(raw);
  return {
    id: row.id,
    lane: row.lane,
    address: row.address,
    payload: row.payload,
    // The row counts this claim already.
    attempts: row.attempts - 1,
    user: row.user === null ? undefined : toUser(row.user),
    conversation: row.conversation ?? undefined,
  };
};
