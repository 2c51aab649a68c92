import type { ImageId, UserId } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Has a picture's original sent as a file, soon. Answers false where there is no such picture. */
export const sendFile =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (imageId: ImageId, userId: UserId): Promise<boolean> =>
    unitOfWork.run(async ({ images, jobs }) => {
      if (!(await images.find(imageId, userId))) return false;
      const notification = { type: 'image.filed', imageId } as const;
      await jobs.enqueue(
        { name: 'notification.send', data: { userId, notification } },
        { key: `file:${imageId}` },
      );
      return true;
    });
