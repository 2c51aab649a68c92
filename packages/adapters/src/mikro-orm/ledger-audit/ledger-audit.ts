import { ledgerFindingCodes, type LedgerAudit, type LedgerFinding, type UserId } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { translated } from '../database-errors.ts';
import type { Database, Tables } from '../entities/index.ts';
import { branded, count, optional } from '../mappers/columns.ts';
import { watched } from '../watched.ts';
import { findings } from './findings.ts';
import { statementOf } from './statement.ts';
import { readTotals } from './totals.ts';

/** Large books take their time, and nobody waits for a reader. */
const patience = '10min';

export const mikroOrmLedgerAudit = ({ orm }: { readonly orm: MikroORM }): LedgerAudit => {
  const db = (): Database => orm.em.fork().getKysely<Tables>();
  return watched<LedgerAudit>(
    {
      verify: ({ limit }) =>
        db()
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute(async (snapshot) => {
            await sql`select set_config('statement_timeout', ${patience}, true)`.execute(snapshot);
            return { totals: await readTotals(snapshot), ...(await readFindings(snapshot, limit)) };
          }),
      statement: (who, page) => statementOf(db(), who, page),
    },
    translated,
  );
};

const code = z.enum(ledgerFindingCodes);
const findingsRow = z.object({
  counts: z.partialRecord(code, count),
  found: z.array(
    z.object({
      code,
      subject: z.string(),
      user_id: optional(branded<UserId>()),
      expected: optional(count),
      actual: optional(count),
    }),
  ),
});

const readFindings = async (db: Database, limit: number) => {
  const { rows } = await sql`
    with finding as materialized (${findings()}),
    ranked as (
      select *, row_number() over (partition by code order by subject) as rank from finding
    )
    select
      (select coalesce(jsonb_object_agg(code, many), '{}')
        from (select code, count(*) as many from finding group by code) as counted) as counts,
      (select coalesce(jsonb_agg(to_jsonb(first) order by first.rank, first.code), '[]')
        from (select * from ranked order by rank, code limit ${limit}) as first) as found`.execute(
    db,
  );
  const { counts, found } = findingsRow.parse(rows[0]);
  return {
    counts,
    findings: found.map(({ user_id: userId, ...rest }): LedgerFinding => ({ ...rest, userId })),
  };
};
