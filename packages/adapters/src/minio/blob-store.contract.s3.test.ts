import { describe, it } from 'vitest';
import { blobStoreContract } from '@aisha/core/testing';
import { testS3 } from '../../../../test/support/s3.ts';
import { minioBlobStore } from './minio-blob-store.ts';
import { ownBucket } from './testing/own-bucket.ts';

describe('the blob store on S3', () => {
  blobStoreContract({
    it,
    create: async () => {
      const { cleanup, ...at } = await ownBucket(testS3());
      return { blobs: minioBlobStore(at), cleanup };
    },
  });
});
