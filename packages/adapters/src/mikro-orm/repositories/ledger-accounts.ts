import type { Leg } from '@aisha/core';
import type { Database } from '../entities/index.ts';

/** Opens the people's accounts of a transfer: each person's come with their first one. */
export const openAccounts = async (db: Database, legs: readonly Leg[]): Promise<void> => {
  const userIds = legs.flatMap(({ account }) => (account.owner === 'user' ? [account.userId] : []));
  const rows = [...new Set(userIds)]
    .toSorted()
    .flatMap((userId) =>
      (['available', 'held'] as const).map((part) => ({ user_id: userId, part, balance: 0 })),
    );
  await db
    .insertInto('ledger_accounts')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['user_id', 'part']).doNothing())
    .execute();
};
