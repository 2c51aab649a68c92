import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { SentPhoto } from '../../domain/photo/photo.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import { photosSent } from '../../steps/photos-sent.ts';
import type { Ports } from '../../ports/ports.ts';

export type SentPhotos = {
  readonly avatar: Avatar;
  /** In the order they were received, which numbers them from 1. */
  readonly photos: readonly SentPhoto[];
};

/** All that was sent for an avatar, what was not taken as well. */
export const listPhotos =
  ({ unitOfWork, policy }: Pick<Ports, 'unitOfWork' | 'policy'>) =>
  async (avatarId: AvatarId, userId: UserId): Promise<Result<SentPhotos, AvatarNotFound>> =>
    unitOfWork.read(async (reads) => {
      const avatar = await reads.avatars.find(avatarId, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      return ok({ avatar, photos: await photosSent(reads, { policy }, avatar) });
    });
