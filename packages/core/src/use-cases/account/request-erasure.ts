import type { ErasureId } from '../../shared/ids.ts';
import type { User } from '../../domain/user/user.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * Makes a stranger of a person at once, and has everything about them erased. Answers the id of the
 * receipt; undefined where nobody is there any more, as after a second press.
 */
export const requestErasure =
  ({ unitOfWork, clock, ids }: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  async ({ id: userId }: Pick<User, 'id'>): Promise<ErasureId | undefined> =>
    unitOfWork.run(async ({ users, accounts, jobs }) => {
      const user = await users.find(userId);
      const now = clock.now();
      if (!user || !(await accounts.detach(userId, now))) return undefined;
      const { address, locale } = user;
      const id = ids.next<ErasureId>();
      await accounts.addErasure({ id, leaver: { userId, address, locale }, requestedAt: now });
      await jobs.enqueue({ name: 'account.erase', data: { erasureId: id } });
      return id;
    });
