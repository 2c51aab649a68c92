import type { AvatarId, UserId } from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Ports } from '../../ports/ports.ts';

/** A person's own avatars, newest first. */
export const listAvatars =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (userId: UserId, page: { limit: number; before?: AvatarId }): Promise<readonly Avatar[]> =>
    unitOfWork.read(({ avatars }) => avatars.list(userId, page));
