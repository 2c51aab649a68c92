import type { UserId } from '../shared/ids.ts';
import { isPortError } from '../shared/port-error.ts';
import { clientOf } from '../domain/api/client-address.ts';
import type { Image } from '../domain/image/image.ts';
import type { StoredPhoto } from '../domain/photo/photo.ts';
import type { AttachedFile, Delivery, Notification } from '../ports/notifier.ts';
import type { Ports } from '../ports/ports.ts';
import type { Reads } from '../ports/unit-of-work.ts';
import { imageExtension } from '../shared/image-extension.ts';
import { tellClient } from './tell-client.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'notifier' | 'clock' | 'ids' | 'logger'>;

/** Tells a person something, unless they do not want to hear from us; who blocks us is left alone from then on. */
export const tell = async (
  ports: Needs,
  userId: UserId,
  notification: Notification,
): Promise<void> => {
  const { unitOfWork, notifier, clock, logger } = ports;
  const { user, ...attachments } = await unitOfWork.read(async (reads) => {
    const [user, images, photo, file] = await Promise.all([
      reads.users.find(userId),
      imagesOf(notification, userId, reads),
      photoOf(notification, userId, reads),
      fileOf(notification, userId, reads),
    ]);
    return { user, images, photo, file };
  });
  if (!user || user.unreachableSince) return;
  const client = clientOf(user.address);
  if (client) return tellClient(ports, client, userId, notification);
  if (user.settings.notifications === 'results' && isPassing(notification)) return;
  // A picture that was deleted after somebody asked for its file.
  if (notification.type === 'image.filed' && !attachments.file) return;
  try {
    const delivery = await notifier.notify(user, notification, attachments);
    await remember({ unitOfWork }, notification, delivery);
  } catch (error) {
    if (!isPortError(error, 'messenger.blocked')) throw error;
    logger.info({ userId, notification: notification.type }, 'person blocked the bot');
    await unitOfWork.run(async ({ users }) => {
      // As they are now: telling took its time, and they may have changed something meanwhile.
      const current = await users.find(userId);
      if (current) await users.save({ ...current, unreachableSince: clock.now() });
    });
  }
};

const remember = async (
  { unitOfWork }: Pick<Needs, 'unitOfWork'>,
  notification: Notification,
  { shown, filedAs }: Delivery,
): Promise<void> => {
  const imageId = notification.type === 'image.filed' ? notification.imageId : undefined;
  if (shown.length === 0 && !(imageId && filedAs)) return;
  await unitOfWork.run(async ({ images }) => {
    for (const picture of shown) await images.markShown(picture.imageId, picture.shownAs);
    if (imageId && filedAs) await images.markFiled(imageId, filedAs);
  });
};

const imagesOf = async (
  notification: Notification,
  userId: UserId,
  { images }: Pick<Reads, 'images'>,
): Promise<readonly Image[]> =>
  notification.type === 'generation.succeeded' || notification.type === 'training.previewed'
    ? images.listOfGeneration(notification.generationId, userId)
    : [];

const photoOf = async (
  notification: Notification,
  userId: UserId,
  { photos }: Pick<Reads, 'photos'>,
): Promise<StoredPhoto | undefined> => {
  if (notification.type !== 'training.ended' || !notification.photo) return undefined;
  const [photo] = await photos.listByIds([notification.photo.id], userId);
  return photo?.stored;
};

/** How it goes: what comes of it is told as well. */
const isPassing = ({ type }: Notification): boolean =>
  type === 'training.progressed' || type === 'generation.progressed';

const fileOf = async (
  notification: Notification,
  userId: UserId,
  { images }: Pick<Reads, 'images'>,
): Promise<AttachedFile | undefined> => {
  if (notification.type === 'images.exported') {
    const { blobKey, bytes, part, parts } = notification;
    return { name: parts > 1 ? `pictures-${part}.zip` : 'pictures.zip', blobKey, bytes };
  }
  if (notification.type === 'account.exported') {
    const { blobKey, bytes, part, parts } = notification;
    return { name: parts > 1 ? `my-data-${part}.zip` : 'my-data.zip', blobKey, bytes };
  }
  if (notification.type !== 'image.filed') return undefined;
  const image = await images.find(notification.imageId, userId);
  if (!image) return undefined;
  const { blobKey, bytes, filedAs, createdAt, contentType } = image;
  const day = createdAt.toISOString().slice(0, 10);
  const name = `${day}-${image.index + 1}.${imageExtension[contentType]}`;
  return { name, blobKey, bytes, filedAs };
};
