import type { FileRef, ImageId, UserId } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Keeps the channel's handles of a person's own pictures, so that showing them again uploads nothing. */
export const rememberShown =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    userId: UserId,
    shown: readonly { readonly imageId: ImageId; readonly shownAs: FileRef }[],
  ): Promise<void> => {
    if (shown.length === 0) return;
    await unitOfWork.run(async ({ images }) => {
      for (const { imageId, shownAs } of shown) {
        const image = await images.find(imageId, userId);
        if (image && image.shownAs !== shownAs) await images.markShown(imageId, shownAs);
      }
    });
  };
