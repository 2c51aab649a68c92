import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { acceptsPhotos } from '../../domain/avatar/avatar-machine.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { blobKeysOf } from '../../domain/photo/photo.ts';
import type { RemoveAllPhotosRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';

/** Takes back everything that was sent for an avatar, so that it learns from other photos. Its versions stay. */
export const removeAllPhotos =
  ({ unitOfWork, policy }: Pick<Ports, 'unitOfWork' | 'policy'>) =>
  async (avatarId: AvatarId, userId: UserId): Promise<Result<Avatar, RemoveAllPhotosRefusal>> =>
    unitOfWork.run(async ({ avatars, photos, jobs }) => {
      const avatar = await avatars.findForUpdate(avatarId, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      if (!acceptsPhotos(avatar)) return refuse({ code: 'avatar.busy-training' });
      const limit = policy.maxPhotosReceivedPerAvatar;
      const all = await photos.listOfAvatar(avatarId, userId, { limit });
      await photos.deleteOfAvatar(avatarId, userId);
      const keys = all.flatMap((photo) => blobKeysOf(photo));
      if (keys.length > 0) await jobs.enqueue({ name: 'blobs.delete', data: { keys } });
      return ok(avatar);
    });
