import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';

export type SentPhotos = {
  readonly avatar: Avatar;
  /** In the order they were received, which numbers them from 1. */
  readonly photos: readonly Photo[];
};

/** All that was sent for an avatar, what was not taken as well. */
export const listPhotos =
  ({ unitOfWork, policy }: Pick<Ports, 'unitOfWork' | 'policy'>) =>
  async (avatarId: AvatarId, userId: UserId): Promise<Result<SentPhotos, AvatarNotFound>> =>
    unitOfWork.read(async ({ avatars, photos }) => {
      const avatar = await avatars.find(avatarId, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      const limit = policy.maxPhotosReceivedPerAvatar;
      return ok({ avatar, photos: await photos.listOfAvatar(avatarId, userId, { limit }) });
    });
