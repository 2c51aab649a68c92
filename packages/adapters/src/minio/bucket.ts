import type { HealthCheck, Logger } from '@aisha/core';
import { incomingPrefix } from './incoming.ts';
import { atServer, codeOf } from './minio-errors.ts';
import type { Bucket } from './objects-in.ts';

const rule = {
  ID: 'aisha-incoming',
  Status: 'Enabled',
  Filter: { Prefix: incomingPrefix },
  Expiration: { Days: 1 },
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
};

/**
 * Makes the bucket where it is missing, and has the server itself remove what an upload that never
 * ended has left. Rules that somebody else made are left alone: then the daily sweep removes it.
 */
export const prepareBucket = async (at: Bucket, logger: Pick<Logger, 'warn'>): Promise<void> => {
  const { client, bucket } = at;
  await atServer('make a bucket', async () => {
    if (await client.bucketExists(bucket)) return;
    await client.makeBucket(bucket).catch((error: unknown) => {
      // Another replica was faster.
      if (!codeOf(error).startsWith('BucketAlready')) throw error;
    });
  });
  try {
    if (await hasRules(at)) return;
    await client.setBucketLifecycle(bucket, { Rule: [rule] });
  } catch (error) {
    logger.warn({ error }, 'the bucket takes no lifecycle rule: what uploads leave is swept daily');
  }
};

const hasRules = async ({ client, bucket }: Bucket): Promise<boolean> => {
  try {
    return (await client.getBucketLifecycle(bucket)) !== null;
  } catch (error) {
    if (codeOf(error) === 'NoSuchLifecycleConfiguration') return false;
    throw error;
  }
};

/** Whether the bucket can be asked. */
export const checkBucket = ({ client, bucket }: Bucket): HealthCheck => ({
  name: 'storage',
  check: () =>
    atServer('look at the bucket', async () => {
      if (!(await client.bucketExists(bucket))) throw new Error('the bucket is missing');
    }),
});
