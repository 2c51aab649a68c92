import type { ErasureId, UserId } from '../shared/ids.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

/** Makes a stranger of a person, and has everything about them erased. Undefined where nobody is there any more. */
export const beginErasure = async (
  { users, accounts, jobs }: Pick<Transaction, 'users' | 'accounts' | 'jobs'>,
  { clock, ids }: Pick<Ports, 'clock' | 'ids'>,
  {
    userId,
    id = ids.next<ErasureId>(),
  }: { readonly userId: UserId; readonly id?: ErasureId | undefined },
): Promise<ErasureId | undefined> => {
  const user = await users.find(userId);
  const now = clock.now();
  if (!user || !(await accounts.detach(userId, now))) return undefined;
  const { address, locale } = user;
  await accounts.addErasure({ id, leaver: { userId, address, locale }, requestedAt: now });
  await jobs.enqueue({ name: 'account.erase', data: { erasureId: id } });
  return id;
};
