import {
  monthOf,
  type AvatarId,
  type BlobKey,
  type FileRef,
  type GenerationId,
  type Image,
  type ImageId,
  type Sha256,
  type UserId,
} from '@aisha/core';
import { z } from 'zod';
import { branded, count, optional, time } from './columns.ts';

const imageRow = z.object({
  id: branded<ImageId>(),
  user_id: branded<UserId>(),
  generation_id: branded<GenerationId>(),
  avatar_id: optional(branded<AvatarId>()),
  style_id: optional(z.string()),
  index: z.number(),
  blob_key: branded<BlobKey>(),
  thumbnail_key: branded<BlobKey>(),
  sha256: branded<Sha256>(),
  bytes: count,
  content_type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  width: z.number(),
  height: z.number(),
  seed: count,
  shown_as: optional(branded<FileRef>()),
  filed_as: optional(branded<FileRef>()),
  is_favourite: z.boolean(),
  created_at: time,
});

export const toImage = (raw: unknown): Image => {
  const row = imageRow.parse(raw);
  return {
    id: row.id,
    userId: row.user_id,
    generationId: row.generation_id,
    avatarId: row.avatar_id,
    styleId: row.style_id,
    index: row.index,
    blobKey: row.blob_key,
    thumbnailKey: row.thumbnail_key,
    sha256: row.sha256,
    bytes: row.bytes,
    contentType: row.content_type,
    width: row.width,
    height: row.height,
    seed: row.seed,
    shownAs: row.shown_as,
    filedAs: row.filed_as,
    isFavourite: row.is_favourite,
    createdAt: row.created_at,
  };
};

export const fromImage = (image: Image) => ({
  id: image.id,
  user_id: image.userId,
  generation_id: image.generationId,
  avatar_id: image.avatarId ?? null,
  style_id: image.styleId ?? null,
  month: monthOf(image.createdAt),
  index: image.index,
  blob_key: image.blobKey,
  thumbnail_key: image.thumbnailKey,
  sha256: image.sha256,
  bytes: image.bytes,
  content_type: image.contentType,
  width: image.width,
  height: image.height,
  seed: image.seed,
  shown_as: image.shownAs ?? null,
  filed_as: image.filedAs ?? null,
  is_favourite: image.isFavourite,
  created_at: image.createdAt,
});
