import type { HoldChange } from '@aisha/core';
import { sql, type RawBuilder } from 'kysely';
import { fromHold } from '../mappers/hold-mapper.ts';

/** Opens or ends a hold where `allowed` is true; answers a row where it did. */
export const changedHold = (
  change: HoldChange,
  allowed: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  change.type === 'opened' ? opened(change, allowed) : ended(change, allowed);

type Opened = Extract<HoldChange, { type: 'opened' }>;
type Ended = Extract<HoldChange, { type: 'ended' }>;

const opened = ({ hold }: Opened, allowed: RawBuilder<unknown>) => {
  const row = fromHold(hold);
  return sql`
    insert into holds (id, user_id, amount, captured, status, created_at, expires_at)
    select ${row.id}::uuid, ${row.user_id}::uuid, ${row.amount}::bigint, ${row.captured}::bigint,
      ${row.status}, ${row.created_at}::timestamptz, ${row.expires_at}::timestamptz
    where ${allowed} and not exists (
      select from users where id = ${row.user_id}::uuid and blocked_since is not null
    )
    on conflict (id) do nothing
    returning id`;
};

const ended = ({ id, status, captured }: Ended, allowed: RawBuilder<unknown>) => sql`
  update holds set status = ${status}, captured = ${captured}::bigint
  where id = ${id}::uuid and status = 'held' and ${allowed}
  returning id`;
