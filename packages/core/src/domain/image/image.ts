import type {
  AvatarId,
  BlobKey,
  FileRef,
  GenerationId,
  ImageId,
  Sha256,
  UserId,
} from '../../shared/ids.ts';

/** One delivered picture, kept in our own storage. */
export type Image = {
  readonly id: ImageId;
  readonly userId: UserId;
  readonly generationId: GenerationId;
  /** Of its order, kept here so that a page of pictures is one question. */
  readonly avatarId?: AvatarId | undefined;
  /** The ready style that its order was made with. */
  readonly styleId?: string | undefined;
  /** Place within its order, from 0. */
  readonly index: number;
  readonly blobKey: BlobKey;
  readonly thumbnailKey: BlobKey;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly contentType: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** The channel's handle once it has been shown: showing it again uploads nothing. */
  readonly shownAs?: FileRef | undefined;
  /** The channel's handle of the original file, another than that of what it shows. */
  readonly filedAs?: FileRef | undefined;
  readonly isFavourite: boolean;
  readonly createdAt: Date;
};
