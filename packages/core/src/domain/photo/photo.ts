import type { AvatarId, BlobKey, FileRef, PhotoId, Sha256, UserId } from '../../shared/ids.ts';
import { archiveRefusalCodes, defaultArchiveRules, type ArchiveRules } from './archive.ts';
import {
  defaultQualityRules,
  qualityRefusalCodes,
  type PhotoWarningCode,
  type QualityRules,
} from './quality.ts';

export const photoStatuses = ['received', 'accepted', 'refused'] as const;
export type PhotoStatus = (typeof photoStatuses)[number];

export const photoRefusalCodes = [
  'photo.too-large',
  'photo.wrong-format',
  'photo.broken',
  'photo.too-small',
  'photo.too-many-pixels',
  ...qualityRefusalCodes,
  'photo.duplicate',
  'photo.near-duplicate',
  'photo.unavailable',
  'photo.over-limit',
  'photo.not-allowed',
  'photo.unjudged',
  ...archiveRefusalCodes,
] as const;
export type PhotoRefusalCode = (typeof photoRefusalCodes)[number];

/** All that may be said against a photo: also what only a training has found out. */
export const photoVerdictCodes = [...photoRefusalCodes, 'photo.at-fault'] as const;
export type PhotoVerdictCode = (typeof photoVerdictCodes)[number];

/**
 * A photo on its way into an avatar: first received (nothing read yet), then accepted or refused with the
 * reason. What turns out to be an archive is one, too, until the pictures in it have taken its place.
 */
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
  readonly warnings: readonly PhotoWarningCode[];
  /** The photo that goes when this one is accepted. */
  readonly replaces?: PhotoId | undefined;
  /** A small JPEG of it, also where it was refused, as far as there was anything to see. */
  readonly thumbnailKey?: BlobKey | undefined;
  readonly stored?: StoredPhoto | undefined;
  readonly receivedAt: Date;
};

/** A photo as its owner is told of it. */
export type SentPhoto = Omit<Photo, 'refusal'> & {
  readonly refusal?: PhotoVerdictCode | undefined;
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

/** Every blob that is kept for a photo. */
export const blobKeysOf = ({
  stored,
  thumbnailKey,
}: Pick<Photo, 'stored' | 'thumbnailKey'>): readonly BlobKey[] =>
  [stored?.blobKey, thumbnailKey].filter((key) => key !== undefined);

export type PhotoContentType = 'image/jpeg' | 'image/png' | 'image/webp';

export type PhotoRules = {
  readonly minCount: number;
  readonly maxCount: number;
  readonly maxBytes: number;
  readonly minShorterSide: number;
  readonly maxPixels: number;
  readonly quality: QualityRules;
  readonly archive: ArchiveRules;
};

export const defaultPhotoRules: PhotoRules = {
  minCount: 10,
  maxCount: 20,
  maxBytes: 20 * 1024 * 1024,
  minShorterSide: 512,
  maxPixels: 50_000_000,
  quality: defaultQualityRules,
  archive: defaultArchiveRules,
};
