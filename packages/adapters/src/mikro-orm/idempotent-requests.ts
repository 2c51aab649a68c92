import type { BegunRequest, IdempotentRequests, KeptAnswer } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { translated } from './database-errors.ts';
import { optional } from './mappers/columns.ts';
import { statements, type Ask } from './statements.ts';
import { watched } from './watched.ts';

/**
 * One row a request, and one statement for each step: of those who begin at once the row's own lock
 * lets one through at a time, and whoever comes second sees what the first has left.
 */
export const mikroOrmIdempotentRequests = ({
  orm,
}: {
  readonly orm: MikroORM;
}): IdempotentRequests => {
  const ask = statements(orm);
  return watched<IdempotentRequests>(
    {
      begin: (request) => begin(ask, request),
      async finish({ clientId, key }, { status, body, location }) {
        await ask('finish-request', finishing, [clientId, key, status, body, location ?? null]);
      },
      async release({ clientId, key }) {
        await ask('release-request', releasing, [clientId, key]);
      },
      async forget({ olderThanMs, limit }) {
        const { rowCount } = await ask('forget-requests', forgetting, [olderThanMs, limit]);
        return rowCount ?? 0;
      },
    },
    translated,
  );
};

const row = z.object({
  id: z.string(),
  is_same: z.boolean(),
  status: optional(z.number()),
  body: optional(z.string()),
  location: optional(z.string()),
});

const begin = async (
  ask: Ask,
  request: Parameters<IdempotentRequests['begin']>[0],
): Promise<BegunRequest> => {
  const { clientId, key, fingerprint, id, leaseMs } = request;
  const begun = await ask('begin-request', beginning, [clientId, key, fingerprint, id, leaseMs]);
  if (begun.rows[0]) return { state: 'begun', id: row.shape.id.parse(begun.rows[0]['id']) };
  const known = await ask('look-at-request', looking, [clientId, key, fingerprint]);
  // Forgotten in between: whoever asks again begins anew.
  if (!known.rows[0]) return { state: 'under-way' };
  const found = row.parse(known.rows[0]);
  if (!found.is_same) return { state: 'mismatch' };
  const answer = answerOf(found);
  return answer ? { state: 'answered', answer } : { state: 'under-way' };
};

const answerOf = ({ status, body, location }: z.infer<typeof row>): KeptAnswer | undefined =>
  status === undefined || body === undefined
    ? undefined
    : { status, body, ...(location !== undefined && { location }) };

// It is new, or nobody is at work on it any more: then its first id stays.
const beginning = `
  insert into idempotent_requests as request (client_id, key, fingerprint, id, leased_until)
  values ($1, $2, $3, $4, now() + $5::float8 * interval '1 millisecond')
  on conflict (client_id, key) do update set leased_until = excluded.leased_until
  where request.status is null and request.leased_until <= now()
    and request.fingerprint = excluded.fingerprint
  returning id`;

const looking = `
  select id, fingerprint = $3 as is_same, status, body, location
  from idempotent_requests where client_id = $1 and key = $2`;

const finishing = `
  update idempotent_requests set status = $3, body = $4, location = $5
  where client_id = $1 and key = $2 and status is null`;

const releasing = `
  update idempotent_requests set leased_until = now()
  where client_id = $1 and key = $2 and status is null`;

const forgetting = `
  delete from idempotent_requests where (client_id, key) in (
    select client_id, key from idempotent_requests
    where begun_at < now() - $1::float8 * interval '1 millisecond'
    order by begun_at limit $2
  )`;
