import type { PhotoId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { PhotoNotFound } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';

export type PhotoDetails = {
  readonly photo: Photo;
  readonly avatar: Avatar;
  /** Its place among those sent, from 1. */
  readonly number: number;
  readonly sent: number;
};

/** One photo that was sent, and its place among the others; another person's is not found. */
export const getPhoto =
  ({ unitOfWork, policy }: Pick<Ports, 'unitOfWork' | 'policy'>) =>
  async (photoId: PhotoId, userId: UserId): Promise<Result<PhotoDetails, PhotoNotFound>> =>
    unitOfWork.read(async ({ avatars, photos }) => {
      const [photo] = await photos.listByIds([photoId], userId);
      const avatar = photo && (await avatars.find(photo.avatarId, userId));
      if (!photo || !avatar) return refuse({ code: 'photo.not-found' });
      const limit = policy.maxPhotosReceivedPerAvatar;
      const all = await photos.listOfAvatar(photo.avatarId, userId, { limit });
      const number = all.findIndex(({ id }) => id === photoId) + 1;
      return ok({ photo, avatar, number, sent: all.length });
    });
