import { transferKinds, type TransferLine, type TransferSubject, type Wallets } from '@aisha/core';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { count, optional, time } from '../mappers/columns.ts';
import { isId } from './identifiers.ts';

const lineRow = z.object({
  id: z.string(),
  created_at: time,
  kind: z.enum(transferKinds),
  reason: z.string(),
  amount: count,
  avatar_name: optional(z.string()),
  pictures: optional(count),
});

/** Several transfers of one moment stand in the order of their ids. */
export const transferLinesIn = (db: Database): Pick<Wallets, 'listTransfers'> => ({
  async listTransfers(userId, { limit, before }) {
    if (!isId(userId) || (before !== undefined && !isId(before))) return [];
    const older =
      before === undefined
        ? sql`true`
        : sql`(transfer.created_at, transfer.id) < (
            select created_at, id from ledger_transfers where id = ${before} and user_id = ${userId}
          )`;
    const { rows } = await sql`
      with page as (
        select transfer.id, transfer.created_at, transfer.kind, transfer.reason, transfer.hold_id,
          moved.amount
        from ledger_transfers as transfer
        cross join lateral (
          select coalesce(sum(entry.amount), 0) as amount
          from ledger_entries as entry
          join ledger_accounts as account on account.id = entry.account_id
          where entry.transfer_id = transfer.id and account.part = 'available'
        ) as moved
        where transfer.user_id = ${userId} and ${older} and moved.amount <> 0
        order by transfer.created_at desc, transfer.id desc limit ${limit}
      )
      select page.*, avatar.name as avatar_name, (generation.request ->> 'count')::integer as pictures
      from page
      left join trainings as training on training.id = page.hold_id
      left join generations as generation on generation.id = page.hold_id
      left join avatars as avatar
        on avatar.id = coalesce(training.avatar_id, generation.avatar_id)
      order by page.created_at desc, page.id desc`.execute(db);
    return rows.map(toLine);
  },
});

const toLine = (raw: unknown): TransferLine => {
  const { id, kind, reason, amount, ...row } = lineRow.parse(raw);
  const about = subjectOf(row.avatar_name, row.pictures);
  return { id, bookedAt: row.created_at, kind, reason, amount, about };
};

const subjectOf = (
  avatarName: string | undefined,
  pictures: number | undefined,
): TransferSubject | undefined => {
  if (avatarName === undefined) return undefined;
  return pictures === undefined
    ? { type: 'training', avatarName }
    : { type: 'generation', avatarName, count: pictures };
};
