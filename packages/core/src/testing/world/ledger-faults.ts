import type { Store } from '../in-memory/store.ts';

/** What is wrong with the books: nothing, or the test has found a way to lose or make credits. */
export const ledgerFaults = ({ balances, holds, transfers }: Store): string[] => {
  const faults: string[] = [];
  const total = [...balances.values()].reduce((sum, amount) => sum + amount, 0);
  if (total !== 0) faults.push(`all accounts together stand at ${total}`);
  for (const [account, amount] of balances) {
    if (account.startsWith('user:') && amount < 0) faults.push(`${account} stands at ${amount}`);
  }
  for (const { idempotencyKey, legs } of transfers.values()) {
    const sum = legs.reduce((whole, leg) => whole + leg.amount, 0);
    if (sum !== 0 || legs.length === 1) faults.push(`${idempotencyKey} does not balance`);
  }
  const held = new Map<string, number>();
  for (const { userId, amount, status } of holds.values()) {
    const account = `user:${userId}:held`;
    held.set(account, (held.get(account) ?? 0) + (status === 'held' ? amount : 0));
  }
  for (const [account, amount] of held) {
    const standing = balances.get(account) ?? 0;
    if (standing !== amount) faults.push(`${account} stands at ${standing}, not ${amount}`);
  }
  return faults;
};
