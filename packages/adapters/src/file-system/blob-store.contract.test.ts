import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { blobStoreContract } from '@aisha/core/testing';
import { fileSystemBlobStore } from './file-system-blob-store.ts';

describe('the blob store on the file system', () => {
  blobStoreContract({
    it,
    create: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'aisha-blobs-'));
      return {
        blobs: fileSystemBlobStore({ directory }),
        cleanup: () => rm(directory, { recursive: true }),
      };
    },
  });
});
