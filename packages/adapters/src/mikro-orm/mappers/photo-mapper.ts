import {
  photoRefusalCodes,
  photoStatuses,
  photoWarningCodes,
  type AvatarId,
  type BlobKey,
  type FileRef,
  type Photo,
  type PhotoId,
  type Sha256,
  type StoredPhoto,
  type UserId,
} from '@aisha/core';
import { z } from 'zod';
import { branded, count, optional, time } from './columns.ts';

const photoRow = z.object({
  id: branded<PhotoId>(),
  user_id: branded<UserId>(),
  avatar_id: branded<AvatarId>(),
  status: z.enum(photoStatuses),
  source: branded<FileRef>(),
  delivery_key: z.string(),
  refusal: optional(z.enum(photoRefusalCodes)),
  warnings: z.array(z.enum(photoWarningCodes)),
  thumbnail_key: optional(branded<BlobKey>()),
  replaces_id: optional(branded<PhotoId>()),
  received_at: time,
});

const storedColumns = z.object({
  blob_key: branded<BlobKey>(),
  sha256: branded<Sha256>(),
  source_sha256: branded<Sha256>(),
  fingerprint: z.string(),
  content_type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  width: count,
  height: count,
  bytes: count,
});

export const toPhoto = (raw: unknown): Photo => {
  const row = photoRow.parse(raw);
  return {
    id: row.id,
    userId: row.user_id,
    avatarId: row.avatar_id,
    status: row.status,
    source: row.source,
    deliveryKey: row.delivery_key,
    refusal: row.refusal,
    warnings: row.warnings,
    thumbnailKey: row.thumbnail_key,
    replaces: row.replaces_id,
    stored: row.status === 'accepted' ? toStored(raw) : undefined,
    receivedAt: row.received_at,
  };
};

const toStored = (raw: unknown): StoredPhoto => {
  const row = storedColumns.parse(raw);
  return {
    blobKey: row.blob_key,
    sha256: row.sha256,
    sourceSha256: row.source_sha256,
    fingerprint: row.fingerprint,
    contentType: row.content_type,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
  };
};

export const fromPhoto = (photo: Photo) => ({
  id: photo.id,
  user_id: photo.userId,
  avatar_id: photo.avatarId,
  source: photo.source,
  delivery_key: photo.deliveryKey,
  received_at: photo.receivedAt,
  replaces_id: photo.replaces ?? null,
  ...fromJudgement(photo),
});

/** What judging finds out. */
export const fromJudgement = ({ status, refusal, warnings, thumbnailKey, stored }: Photo) => ({
  status,
  refusal: refusal ?? null,
  warnings: [...warnings],
  thumbnail_key: thumbnailKey ?? null,
  ...(stored ? fromStored(stored) : nothingStored),
});

const fromStored = (stored: StoredPhoto) => ({
  blob_key: stored.blobKey,
  sha256: stored.sha256,
  source_sha256: stored.sourceSha256,
  fingerprint: stored.fingerprint,
  content_type: stored.contentType,
  width: stored.width,
  height: stored.height,
  bytes: stored.bytes,
});

const nothingStored = {
  blob_key: null,
  sha256: null,
  source_sha256: null,
  fingerprint: null,
  content_type: null,
  width: null,
  height: null,
  bytes: null,
};
