import type { PhotoId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { acceptsPhotos } from '../../domain/avatar/avatar-machine.ts';
import { blobKeysOf, type Photo } from '../../domain/photo/photo.ts';
import type { RemovePhotoRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { uploadedKey } from '../../steps/open-source.ts';

/** Takes a photo back, which makes room for another. What a training learns from stays while it runs. */
export const removePhoto =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (photoId: PhotoId, userId: UserId): Promise<Result<Photo, RemovePhotoRefusal>> =>
    unitOfWork.run(async ({ avatars, photos, jobs }) => {
      const [photo] = await photos.listByIds([photoId], userId);
      const avatar = photo && (await avatars.findForUpdate(photo.avatarId, userId));
      if (!avatar) return refuse({ code: 'photo.not-found' });
      if (!acceptsPhotos(avatar)) return refuse({ code: 'avatar.busy-training' });
      // As it stands under the lock: it may have been judged meanwhile.
      const [current] = await photos.listByIds([photoId], userId);
      if (!current || !(await photos.delete(photoId, userId))) {
        return refuse({ code: 'photo.not-found' });
      }
      const upload = uploadedKey(current.source);
      const keys = [...blobKeysOf(current), ...(upload ? [upload] : [])];
      if (keys.length > 0) await jobs.enqueue({ name: 'blobs.delete', data: { keys } });
      return ok(current);
    });
