import type { AccountName, TransferPlan, UserId } from '@aisha/core';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { branded, count } from '../mappers/columns.ts';

/** A person's account while its row is locked. */
export type Account = {
  readonly id: string;
  readonly userId: UserId;
  readonly part: 'available' | 'held';
  readonly balance: number;
};

type UserAccount = Extract<AccountName, { owner: 'user' }>;

/**
 * The people's accounts of a transfer, locked until the transaction ends, in an order that every
 * transfer keeps. An account is opened with its first transfer.
 */
export const lockAccounts = async (db: Database, plan: TransferPlan): Promise<Account[]> => {
  const wanted = userAccounts(plan);
  const userIds = [...new Set(wanted.map(({ userId }) => userId))];
  if (userIds.length === 0) return [];
  const locked = await lock(db, userIds);
  if (wanted.every((account) => findAccount(locked, account))) return locked;
  await open(db, wanted);
  return lock(db, userIds);
};

export const findAccount = (
  accounts: readonly Account[],
  { userId, part }: UserAccount,
): Account | undefined =>
  accounts.find((account) => account.userId === userId && account.part === part);

const userAccounts = ({ legs }: TransferPlan): UserAccount[] =>
  legs.flatMap(({ account }) => (account.owner === 'user' ? [account] : []));

const accountRow = z.object({
  id: z.string(),
  user_id: branded<UserId>(),
  part: z.enum(['available', 'held']),
  balance: count,
});

/** Entries refer to an account while it changes, so its key stays free for them. */
const lock = async (db: Database, userIds: readonly UserId[]): Promise<Account[]> => {
  const rows = await db
    .selectFrom('ledger_accounts')
    .select(['id', 'user_id', 'part', 'balance'])
    .where('user_id', 'in', userIds)
    .orderBy('user_id')
    .orderBy('part')
    .forNoKeyUpdate()
    .execute();
  return rows.map((raw) => {
    const row = accountRow.parse(raw);
    return { id: row.id, userId: row.user_id, part: row.part, balance: row.balance };
  });
};

const open = async (db: Database, accounts: readonly UserAccount[]): Promise<void> => {
  const userIds = [...new Set(accounts.map(({ userId }) => userId))].toSorted();
  const rows = userIds.flatMap((userId) =>
    (['available', 'held'] as const).map((part) => ({ user_id: userId, part, balance: 0 })),
  );
  await db
    .insertInto('ledger_accounts')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['user_id', 'part']).doNothing())
    .execute();
};
