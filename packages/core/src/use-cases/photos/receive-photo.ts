import type { AvatarId, FileRef, PhotoId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { acceptsPhotos } from '../../domain/avatar/avatar-machine.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { Ports } from '../../ports/ports.ts';
import { enqueuePhotoReport } from '../../steps/enqueue-photo-report.ts';
import type { ReceivePhotoRefusal } from '../../domain/refusals.ts';

export type ReceivePhotoInput = {
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly source: FileRef;
  readonly deliveryKey: string;
  /** The photo of the same avatar that goes when this one is accepted. */
  readonly replaces?: PhotoId | undefined;
};

/** Takes note of a photo and has it looked at. The limit holds however many arrive at once. */
export const receivePhoto =
  ({ unitOfWork, clock, ids, policy }: Pick<Ports, 'unitOfWork' | 'clock' | 'ids' | 'policy'>) =>
  async (input: ReceivePhotoInput): Promise<Result<Photo, ReceivePhotoRefusal>> =>
    unitOfWork.run(async ({ avatars, photos, jobs }) => {
      const avatar = await avatars.findForUpdate(input.avatarId, input.userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      if (!acceptsPhotos(avatar)) return refuse({ code: 'avatar.busy-training' });
      const { counted, total } = await photos.countOfAvatar(avatar.id, avatar.userId);
      if (total >= policy.maxPhotosReceivedPerAvatar) {
        const max = policy.maxPhotosReceivedPerAvatar;
        return refuse({ code: 'photos.received-too-many', max });
      }
      const [replaced] = input.replaces
        ? await photos.listByIds([input.replaces], avatar.userId)
        : [];
      const replaces = replaced?.avatarId === avatar.id ? replaced : undefined;
      const makesRoom = replaces !== undefined && replaces.status !== 'refused';
      const overLimit = !makesRoom && counted >= policy.photos.maxCount;
      const photo: Photo = {
        id: ids.next<PhotoId>(),
        userId: avatar.userId,
        avatarId: avatar.id,
        status: overLimit ? 'refused' : 'received',
        ...(overLimit ? { refusal: 'photo.over-limit' as const } : {}),
        warnings: [],
        replaces: replaces?.id,
        source: input.source,
        deliveryKey: input.deliveryKey,
        receivedAt: clock.now(),
      };
      if (await photos.add(photo)) {
        if (overLimit) await enqueuePhotoReport(jobs, photo, clock.now());
        else await jobs.enqueue({ name: 'photo.judge', data: { photoId: photo.id } });
      }
      return ok(photo);
    });
