import type { UserId } from '../shared/ids.ts';
import { isPortError } from '../shared/port-error.ts';
import type { Image } from '../domain/image/image.ts';
import type { Images } from '../ports/images.ts';
import type { Notification } from '../ports/notifier.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'notifier' | 'clock' | 'logger'>;

/** Tells a person something, unless they do not want to hear from us; who blocks us is left alone from then on. */
export const tell = async (
  { unitOfWork, notifier, clock, logger }: Needs,
  userId: UserId,
  notification: Notification,
): Promise<void> => {
  const { user, images } = await unitOfWork.run(async (tx) => ({
    user: await tx.users.find(userId),
    images: await imagesOf(notification, userId, tx.images),
  }));
  if (!user || user.unreachableSince) return;
  try {
    const delivery = await notifier.notify(user, notification, { images });
    if (delivery.shown.length === 0) return;
    await unitOfWork.run(async (tx) => {
      for (const { imageId, shownAs } of delivery.shown)
        await tx.images.markShown(imageId, shownAs);
    });
  } catch (error) {
    if (!isPortError(error, 'messenger.blocked')) throw error;
    logger.info({ userId, notification: notification.type }, 'person blocked the bot');
    await unitOfWork.run(({ users }) => users.save({ ...user, unreachableSince: clock.now() }));
  }
};

const imagesOf = async (
  notification: Notification,
  userId: UserId,
  images: Images,
): Promise<readonly Image[]> =>
  notification.type === 'generation.succeeded'
    ? images.listOfGeneration(notification.generationId, userId)
    : [];
