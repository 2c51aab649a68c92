import type { FileRef, UserId } from '../../shared/ids.ts';
import { clientOf } from '../../domain/api/client-address.ts';
import type { Image } from '../../domain/image/image.ts';
import type { StoredPhoto } from '../../domain/photo/photo.ts';
import type { User } from '../../domain/user/user.ts';
import { PortError } from '../../shared/port-error.ts';
import type { AttachedFile, Notification, Notifier } from '../../ports/notifier.ts';

export type Told = {
  readonly user: User;
  readonly notification: Notification;
  readonly images: readonly Image[];
  readonly photo?: StoredPhoto | undefined;
  readonly file?: AttachedFile | undefined;
};

export type RecordingNotifier = Notifier & {
  readonly told: readonly Told[];
  /** The last notification of a type. */
  last<Type extends Notification['type']>(
    type: Type,
  ): Extract<Notification, { type: Type }> | undefined;
  /** The next notification is not delivered but fails with this. */
  failNext(error: Error): void;
  /** This person does not want messages. */
  blockBy(userId: UserId): void;
  /** This person wants messages again. */
  unblockBy(userId: UserId): void;
  /** How many messages a person sees: news of one training, generation or avatar's photos share one. */
  messagesTo(userId: UserId): number;
};

/** Remembers what people were told. Each picture gets the handle `shown:<image id>`, each file `filed:<blob key>`. */
export const recordingNotifier = (): RecordingNotifier => {
  const told: Told[] = [];
  const failures: Error[] = [];
  const unwilling = new Set<UserId>();
  return {
    told,
    last: <Type extends Notification['type']>(type: Type) =>
      told
        .map(({ notification }) => notification)
        .findLast(
          (notification): notification is Extract<Notification, { type: Type }> =>
            notification.type === type,
        ),
    failNext: (error) => void failures.push(error),
    blockBy: (userId) => void unwilling.add(userId),
    unblockBy: (userId) => void unwilling.delete(userId),
    messagesTo: (userId) =>
      new Set(
        told
          .filter(({ user }) => user.id === userId)
          .map(({ notification }) => topicOf(notification)),
      ).size,
    notify: async (user, notification, { images, photo, file }) => {
      const failure = failures.shift();
      if (failure) throw failure;
      if (clientOf(user.address)) {
        throw new PortError('messenger.rejected', 'no chat', { retryable: false });
      }
      if (unwilling.has(user.id)) {
        throw new PortError('messenger.blocked', 'notify', { retryable: false });
      }
      told.push({ user, notification, images, photo, file });
      return {
        shown: images.map(({ id }) => ({ imageId: id, shownAs: `shown:${id}` as FileRef })),
        ...(file && { filedAs: `filed:${file.blobKey}` as FileRef }),
      };
    },
  };
};

const topicOf = (notification: Notification): string => {
  if ('trainingId' in notification) return notification.trainingId;
  if ('imageId' in notification) return notification.imageId;
  if ('exportId' in notification) return notification.exportId;
  if ('draftId' in notification) return notification.draftId;
  if ('receipt' in notification) return notification.receipt;
  if ('broadcastId' in notification) return notification.broadcastId;
  return 'generationId' in notification ? notification.generationId : notification.avatarId;
};
