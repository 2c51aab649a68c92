import type { ByteStream } from '../shared/bytes.ts';
import type { Result } from '../shared/result.ts';
import type { PhotoContentType, PhotoRules } from '../domain/photo/photo.ts';
import type { PhotoQuality } from '../domain/photo/quality.ts';
import type { Sha256 } from '../shared/ids.ts';

/** A photo made safe: decoded, turned upright, written anew without any metadata. */
export type ReadPhoto = {
  readonly content: Uint8Array;
  readonly contentType: PhotoContentType;
  readonly width: number;
  readonly height: number;
  readonly sha256: Sha256;
  /** Of the bytes as they came. */
  readonly sourceSha256: Sha256;
  /** See `fingerprintDistance`. */
  readonly fingerprint: string;
  readonly quality: PhotoQuality;
  /** A small JPEG of it, at most 480 pixels long. */
  readonly thumbnail: Uint8Array;
};

export type PhotoReaderRefusal = {
  readonly code:
    | 'photo.too-large'
    | 'photo.wrong-format'
    | 'photo.broken'
    | 'photo.too-small'
    | 'photo.too-many-pixels';
  /** As of a photo that is taken, where there was anything to see. */
  readonly thumbnail?: Uint8Array | undefined;
};

/** Reads what claims to be a photo. Only JPEG, PNG and WebP, told by their content and never by their name. */
export type PhotoReader = {
  read(content: ByteStream, rules: PhotoRules): Promise<Result<ReadPhoto, PhotoReaderRefusal>>;
};
