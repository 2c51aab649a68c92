import { unfinishedWorkStatuses } from '../../domain/run/work-machine.ts';
import type {
  AccountName,
  Hold,
  HoldChange,
  Leg,
  TransferPlan,
} from '../../domain/wallet/wallet.ts';
import type { Wallets } from '../../ports/wallets.ts';
import { freshId } from '../builders/fresh.ts';
import { insert, overdue } from './rows.ts';
import { transferLines } from './transfer-lines.ts';
import type { Store } from './store.ts';

export const inMemoryWallets = (store: Store): Wallets => {
  const { balances, holds, transfers } = store;
  const standing = (account: AccountName): number => balances.get(accountKey(account)) ?? 0;
  return {
    balance: async (userId) => ({
      available: standing({ owner: 'user', userId, part: 'available' }),
      held: standing({ owner: 'user', userId, part: 'held' }),
    }),
    post: async (plan) => {
      const legs = plan.legs.filter(({ amount }) => amount !== 0);
      const after = standingsAfter(legs, standing);
      if (isPosted(store, plan)) return 'already-posted';
      if (after.some(({ account, amount }) => account.owner === 'user' && amount < 0)) {
        return 'insufficient';
      }
      if (plan.hold?.type === 'opened' && store.users.get(plan.userId)?.blockedSince) {
        return 'blocked';
      }
      if (legs.length > 0) {
        transfers.set(plan.idempotencyKey, { ...plan, id: freshId(), legs, bookedAt: new Date() });
      }
      for (const { account, amount } of after) balances.set(accountKey(account), amount);
      if (plan.hold) change(holds, plan.hold);
      return 'posted';
    },
    listTransfers: async (userId, page) => transferLines(store, userId, page),
    findHold: async (id) => holds.get(id),
    listExpired: async (now, limit) => {
      const idle = [...holds.values()].filter(
        (hold) => hold.status === 'held' && !hasLiveWork(store, hold),
      );
      return overdue(idle, ({ expiresAt }) => expiresAt, { now, limit });
    },
  };
};

const isPosted = ({ holds, transfers }: Store, { idempotencyKey, hold }: TransferPlan): boolean => {
  if (transfers.has(idempotencyKey)) return true;
  if (hold?.type === 'opened') return holds.has(hold.hold.id);
  return hold !== undefined && holds.get(hold.id)?.status !== 'held';
};

const change = (holds: Store['holds'], made: HoldChange): void => {
  if (made.type === 'opened') return insert(holds, made.hold);
  const { id, status, captured } = made;
  const hold = holds.get(id);
  if (hold) holds.set(id, { ...hold, status, captured });
};

const hasLiveWork = ({ trainings, generations }: Store, { id }: Hold): boolean =>
  [...trainings.values(), ...generations.values()].some(
    ({ holdId, status }) =>
      holdId === id && (unfinishedWorkStatuses as readonly string[]).includes(status),
  );

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
