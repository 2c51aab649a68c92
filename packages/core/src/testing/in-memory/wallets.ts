import type { AccountName, Leg } from '../../domain/wallet/wallet.ts';
import type { Wallets } from '../../ports/wallets.ts';
import { insert } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryWallets = ({ balances, holds, transfers }: Store): Wallets => {
  const standing = (account: AccountName): number => balances.get(accountKey(account)) ?? 0;
  return {
    balance: async (userId) => ({
      available: standing({ owner: 'user', userId, part: 'available' }),
      held: standing({ owner: 'user', userId, part: 'held' }),
    }),
    post: async (plan) => {
      if (transfers.has(plan.idempotencyKey)) return 'already-posted';
      const after = standingsAfter(plan.legs, standing);
      if (after.some(({ account, amount }) => account.owner === 'user' && amount < 0)) {
        return 'insufficient';
      }
      transfers.set(plan.idempotencyKey, plan);
      for (const { account, amount } of after) balances.set(accountKey(account), amount);
      return 'posted';
    },
    findHold: async (id) => holds.get(id),
    addHold: async (hold) => insert(holds, hold),
    endHold: async (id, end) => {
      const hold = holds.get(id);
      if (hold?.status !== 'held') return false;
      holds.set(id, { ...hold, ...end });
      return true;
    },
  };
};

/** How every touched account would stand. */
const standingsAfter = (
  legs: readonly Leg[],
  standing: (account: AccountName) => number,
): readonly Leg[] => {
  if (legs.reduce((sum, { amount }) => sum + amount, 0) !== 0) {
    throw new RangeError('the legs of a transfer sum to zero');
  }
  const after = new Map<string, Leg>();
  for (const { account, amount } of legs) {
    const before = after.get(accountKey(account))?.amount ?? standing(account);
    after.set(accountKey(account), { account, amount: before + amount });
  }
  return [...after.values()];
};

const accountKey = (account: AccountName): string =>
  account.owner === 'user' ? `user:${account.userId}:${account.part}` : `house:${account.part}`;
