import type { FileRef, GenerationId, ImageId, UserId } from '../shared/ids.ts';
import type { Image } from '../domain/image/image.ts';

/** Delivered pictures. */
export type Images = {
  find(id: ImageId, userId: UserId): Promise<Image | undefined>;
  listOfGeneration(generationId: GenerationId, userId: UserId): Promise<readonly Image[]>;
  /** Newest first, at most `limit` (1 to 100), after the one named by `before` when given. */
  list(userId: UserId, page: { limit: number; before?: ImageId }): Promise<readonly Image[]>;
  count(userId: UserId): Promise<number>;
  /** Adds the pictures of one order together; those whose generation and index are known are left as they are. */
  addAll(images: readonly Image[]): Promise<void>;
  /** Remembers the channel's handle of a picture. */
  markShown(id: ImageId, shownAs: FileRef): Promise<void>;
};
