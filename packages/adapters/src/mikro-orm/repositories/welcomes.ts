import type { Accounts } from '@aisha/core';
import { sql } from 'kysely';
import type { Database } from '../entities/index.ts';

export const welcomesIn = (db: Database): Pick<Accounts, 'addWelcome' | 'deleteWelcomes'> => ({
  async addWelcome({ pseudonym, forgetAt }, { now }) {
    const { numAffectedRows } = await sql`
      insert into account_welcomes as known (pseudonym, forget_at)
      values (${pseudonym}, ${forgetAt}::timestamptz)
      on conflict (pseudonym) do update set forget_at = excluded.forget_at
      where known.forget_at <= ${now}::timestamptz`.execute(db);
    return numAffectedRows === 1n;
  },
  async deleteWelcomes({ until, limit }) {
    const { numAffectedRows } = await sql`
      delete from account_welcomes where pseudonym in (
        select pseudonym from account_welcomes where forget_at <= ${until}::timestamptz
        order by forget_at limit ${limit} for update skip locked
      )`.execute(db);
    return Number(numAffectedRows ?? 0n);
  },
});
