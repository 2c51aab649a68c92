import { metadataOf } from './facts.ts';
import type { Finished } from './incoming.ts';
import { atServer } from './minio-errors.ts';
import { nameOf } from './object-name.ts';
import type { Bucket } from './objects-in.ts';
import type { Measured } from './parts.ts';

/** Stores what fits into one part: all is known of it before its one request. */
export const uploadSmall = async (
  { client, bucket }: Bucket,
  body: Buffer,
  { key, contentType, measured }: Finished,
): Promise<Measured> => {
  const facts = measured();
  const metadata = metadataOf(contentType, facts.sha256);
  await atServer('put a blob', () =>
    client.putObject(bucket, nameOf(key), body, body.length, metadata),
  );
  return facts;
};
