import type { BlobKey, Sha256, StoredBlob } from '@aisha/core';
import type { BucketItemStat } from 'minio';
import { z } from 'zod';
import { corrupt } from './minio-errors.ts';

/** Visible ASCII: it stands in a header. */
const contentTypePattern = /^[\x20-\x7e]{1,200}$/u;

/** What an object carries beside its bytes. */
export const metadataOf = (contentType: string, sha256: Sha256) => {
  if (!contentTypePattern.test(contentType)) throw new TypeError('not a content type');
  return { 'Content-Type': contentType, 'x-amz-meta-sha256': sha256 };
};

const metadataSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  'content-type': z.string(),
});

/** What a server says of an object; one that somebody else put there has no facts. */
export const storedBlobOf = (key: BlobKey, stat: BucketItemStat): StoredBlob => {
  const metadata = metadataSchema.safeParse(stat.metaData);
  if (!metadata.success) throw corrupt('no facts beside it');
  return {
    key,
    sha256: metadata.data.sha256 as Sha256,
    bytes: stat.size,
    contentType: metadata.data['content-type'],
    storedAt: stat.lastModified,
  };
};
