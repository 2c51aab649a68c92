import type { AvatarId, UserId } from '../../shared/ids.ts';
import type { AvatarSummary } from '../../ports/avatars.ts';
import type { Ports } from '../../ports/ports.ts';

/** A person's own avatars, newest first, each with how far it is. */
export const listAvatarSummaries =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    userId: UserId,
    page: { limit: number; before?: AvatarId },
  ): Promise<readonly AvatarSummary[]> =>
    unitOfWork.read(({ avatars }) => avatars.listSummaries(userId, page));
