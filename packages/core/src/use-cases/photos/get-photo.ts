import type { PhotoId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { SentPhoto } from '../../domain/photo/photo.ts';
import type { PhotoNotFound } from '../../domain/refusals.ts';
import { photosSent } from '../../steps/photos-sent.ts';
import type { Ports } from '../../ports/ports.ts';

export type PhotoDetails = {
  readonly photo: SentPhoto;
  readonly avatar: Avatar;
  /** Its place among those sent, from 1. */
  readonly number: number;
  readonly sent: number;
};

/** One photo that was sent, and its place among the others; another person's is not found. */
export const getPhoto =
  ({ unitOfWork, policy }: Pick<Ports, 'unitOfWork' | 'policy'>) =>
  async (photoId: PhotoId, userId: UserId): Promise<Result<PhotoDetails, PhotoNotFound>> =>
    unitOfWork.read(async (reads) => {
      const { avatars, photos } = reads;
      const [stored] = await photos.listByIds([photoId], userId);
      const avatar = stored && (await avatars.find(stored.avatarId, userId));
      const all = avatar ? await photosSent(reads, { policy }, avatar) : [];
      const at = all.findIndex(({ id }) => id === photoId);
      const photo = all[at];
      if (!avatar || !photo) return refuse({ code: 'photo.not-found' });
      return ok({ photo, avatar, number: at + 1, sent: all.length });
    });
