import type { AvatarId, FileRef, PhotoId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { together } from '../../shared/together.ts';
import { acceptsPhotos } from '../../domain/avatar/avatar-machine.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { Photos } from '../../ports/photos.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
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
    unitOfWork.run(async (tx) => {
      const { photos, jobs } = tx;
      const receptive = await findReceptive(tx, input);
      if (!receptive.ok) return receptive;
      const avatar = receptive.value;
      const { counted, total } = await photos.countOfAvatar(avatar.id, avatar.userId);
      if (total >= policy.maxPhotosReceivedPerAvatar) {
        const max = policy.maxPhotosReceivedPerAvatar;
        return refuse({ code: 'photos.received-too-many', max });
      }
      const replaces = await replacedBy(photos, input);
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
      const isNew = await photos.add(photo);
      if (!isNew) return ok(await deliveredBefore(photos, photo));
      if (overLimit) await enqueuePhotoReport(jobs, photo, clock.now());
      else await jobs.enqueue({ name: 'photo.judge', data: { photoId: photo.id } });
      return ok(photo);
    });

/** Of the same avatar; another's stays. */
const replacedBy = async (
  photos: Pick<Photos, 'listByIds'>,
  { replaces, avatarId, userId }: ReceivePhotoInput,
): Promise<Photo | undefined> => {
  const [replaced] = replaces ? await photos.listByIds([replaces], userId) : [];
  return replaced?.avatarId === avatarId ? replaced : undefined;
};

const deliveredBefore = async (
  photos: Pick<Photos, 'findByDelivery'>,
  photo: Photo,
): Promise<Photo> => (await photos.findByDelivery(photo.deliveryKey)) ?? photo;

/** The avatar, locked, where it takes photos and its owner may send some. */
const findReceptive = async (
  { users, avatars }: Pick<Transaction, 'users' | 'avatars'>,
  { avatarId, userId }: ReceivePhotoInput,
): Promise<Result<Avatar, ReceivePhotoRefusal>> => {
  const [avatar, owner] = await together([
    avatars.findForUpdate(avatarId, userId),
    users.find(userId),
  ]);
  if (!avatar) return refuse({ code: 'avatar.not-found' });
  if (owner?.blockedSince) return refuse({ code: 'user.blocked' });
  return acceptsPhotos(avatar) ? ok(avatar) : refuse({ code: 'avatar.busy-training' });
};
