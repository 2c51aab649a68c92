import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';

export type Versions = { readonly avatar: Avatar; readonly versions: readonly Training[] };

/** What an avatar has learnt so far, the newest version first. */
export const listVersions =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    avatarId: AvatarId,
    userId: UserId,
    page: { limit: number; before?: number },
  ): Promise<Result<Versions, AvatarNotFound>> =>
    unitOfWork.read(async ({ avatars, trainings }) => {
      const avatar = await avatars.find(avatarId, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      return ok({ avatar, versions: await trainings.listSucceeded(avatarId, userId, page) });
    });
