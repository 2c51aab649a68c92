import type { UserId } from '../shared/ids.ts';
import { isPortError } from '../shared/port-error.ts';
import type { Image } from '../domain/image/image.ts';
import type { StoredPhoto } from '../domain/photo/photo.ts';
import type { Notification } from '../ports/notifier.ts';
import type { Ports } from '../ports/ports.ts';
import type { Reads } from '../ports/unit-of-work.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'notifier' | 'clock' | 'logger'>;

/** Tells a person something, unless they do not want to hear from us; who blocks us is left alone from then on. */
export const tell = async (
  { unitOfWork, notifier, clock, logger }: Needs,
  userId: UserId,
  notification: Notification,
): Promise<void> => {
  const { user, ...attachments } = await unitOfWork.read(async (reads) => {
    const [user, images, photo] = await Promise.all([
      reads.users.find(userId),
      imagesOf(notification, userId, reads),
      photoOf(notification, userId, reads),
    ]);
    return { user, images, photo };
  });
  if (!user || user.unreachableSince) return;
  try {
    const delivery = await notifier.notify(user, notification, attachments);
    if (delivery.shown.length === 0) return;
    await unitOfWork.run(async (tx) => {
      for (const { imageId, shownAs } of delivery.shown)
        await tx.images.markShown(imageId, shownAs);
    });
  } catch (error) {
    if (!isPortError(error, 'messenger.blocked')) throw error;
    logger.info({ userId, notification: notification.type }, 'person blocked the bot');
    await unitOfWork.run(async ({ users }) => {
      // As they are now: telling took its time, and they may have changed something meanwhile.
      const current = (await users.find(userId)) ?? user;
      await users.save({ ...current, unreachableSince: clock.now() });
    });
  }
};

const imagesOf = async (
  notification: Notification,
  userId: UserId,
  { images }: Pick<Reads, 'images'>,
): Promise<readonly Image[]> =>
  notification.type === 'generation.succeeded'
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
