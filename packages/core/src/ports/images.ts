import type { FileRef, GenerationId, ImageId, TrainingId, UserId } from '../shared/ids.ts';
import type { ImageCounts, ImageFilter } from '../domain/image/image-filter.ts';
import type { Image } from '../domain/image/image.ts';

export type ImagePage = {
  /** 1 to 201. */
  readonly limit: number;
  /** Those older than this one. */
  readonly before?: ImageId | undefined;
  /** Those newer than this one, and of them the nearest. */
  readonly after?: ImageId | undefined;
  readonly filter?: ImageFilter | undefined;
};

export type ImageBetween = {
  readonly image: Image;
  /** The next newer and the next older that the filter shows. */
  readonly newer?: ImageId | undefined;
  readonly older?: ImageId | undefined;
};

/** Delivered pictures. What was deleted is nowhere any more. */
export type Images = {
  find(id: ImageId, userId: UserId): Promise<Image | undefined>;
  /** A picture and its neighbours, in one question. */
  findBetween(id: ImageId, userId: UserId, filter?: ImageFilter): Promise<ImageBetween | undefined>;
  listOfGeneration(generationId: GenerationId, userId: UserId): Promise<readonly Image[]>;
  /** Those made with one version, at most `limit` (1 to 10): its previews first where they are asked for, then the newest. */
  listOfTraining(
    trainingId: TrainingId,
    userId: UserId,
    options: { limit: number; first: 'previews' | 'newest' },
  ): Promise<readonly Image[]>;
  /** Newest first. Of at most 100 ids; those that are not there, or somebody else's, are left out. */
  listByIds(ids: readonly ImageId[], userId: UserId): Promise<readonly Image[]>;
  /** Newest first. As fast far down as at the top, whatever the filter. */
  list(userId: UserId, page: ImagePage): Promise<readonly Image[]>;
  count(userId: UserId): Promise<number>;
  /** Kept up with each change, so that nothing is counted when somebody asks. */
  countBy(userId: UserId): Promise<ImageCounts>;
  /** Adds the pictures of one order together; those whose generation and index are known are left as they are. */
  addAll(images: readonly Image[]): Promise<void>;
  /** Remembers the channel's handle of a picture. */
  markShown(id: ImageId, shownAs: FileRef): Promise<void>;
  /** Remembers the channel's handle of a picture's original file. */
  markFiled(id: ImageId, filedAs: FileRef): Promise<void>;
  /** Answers false where there is no such picture of the person's. */
  markFavourite(id: ImageId, userId: UserId, isFavourite: boolean): Promise<boolean>;
  /** Answers what is gone now; undefined where there was nothing. */
  delete(id: ImageId, userId: UserId): Promise<Image | undefined>;
};
