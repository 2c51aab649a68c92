import type { AvatarId, BlobKey, FileRef, PhotoId, Sha256, UserId } from '../../shared/ids.ts';

export const photoStatuses = ['received', 'accepted', 'refused'] as const;
export type PhotoStatus = (typeof photoStatuses)[number];

export const photoRefusalCodes = [
  'photo.too-large',
  'photo.wrong-format',
  'photo.broken',
  'photo.too-small',
  'photo.too-many-pixels',
  'photo.duplicate',
  'photo.near-duplicate',
  'photo.unavailable',
  'photo.over-limit',
] as const;
export type PhotoRefusalCode = (typeof photoRefusalCodes)[number];

/** A photo on its way into an avatar: first received (nothing read yet), then accepted or refused with the reason. */
export type Photo = {
  readonly id: PhotoId;
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly status: PhotoStatus;
  /** Where the original is fetched from until it has been read. */
  readonly source: FileRef;
  /** The channel's own key of this delivery: a second delivery of the same message adds nothing. */
  readonly deliveryKey: string;
  readonly refusal?: PhotoRefusalCode | undefined;
  readonly stored?: StoredPhoto | undefined;
  readonly receivedAt: Date;
};

/** What we keep of an accepted photo: upright, without metadata. */
export type StoredPhoto = {
  readonly blobKey: BlobKey;
  readonly sha256: Sha256;
  /** Of the file as it was sent: tells an exact double. */
  readonly sourceSha256: Sha256;
  /** See `fingerprintDistance`. */
  readonly fingerprint: string;
  readonly contentType: PhotoContentType;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
};

export type PhotoContentType = 'image/jpeg' | 'image/png' | 'image/webp';

export type PhotoRules = {
  readonly minCount: number;
  readonly maxCount: number;
  readonly maxBytes: number;
  readonly minShorterSide: number;
  readonly maxPixels: number;
};

export const defaultPhotoRules: PhotoRules = {
  minCount: 10,
  maxCount: 20,
  maxBytes: 20 * 1024 * 1024,
  minShorterSide: 512,
  maxPixels: 50_000_000,
};
