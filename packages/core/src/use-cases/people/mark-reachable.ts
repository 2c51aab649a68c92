import type { User } from '../../domain/user/user.ts';
import type { Ports } from '../../ports/ports.ts';

/** Who writes to us again wants to hear from us again. */
export const markReachable =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (user: User): Promise<User> => {
    if (!user.unreachableSince) return user;
    const reachable: User = { ...user, unreachableSince: undefined };
    await unitOfWork.run(({ users }) => users.save(reachable));
    return reachable;
  };
