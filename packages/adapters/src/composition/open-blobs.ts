import type { BlobKey, BlobStore, HealthCheck, Logger } from '@aisha/core';
import { checkFolder, fileSystemBlobStore } from '../file-system/index.ts';
import { dataPaths, type SharedSettings } from './settings.ts';

export type OpenBlobs = {
  readonly blobs: BlobStore;
  readonly health: readonly HealthCheck[];
  /** Where storage can be reached by others: an address of a blob that opens it for a minute. */
  readonly linkTo?: (key: BlobKey) => Promise<string>;
};

const linkMs = 60_000;

/** Objects on S3 where it is configured, which all machines share; else files below the data directory. */
export const openBlobs = async (
  { dataDir, objects }: Pick<SharedSettings, 'dataDir' | 'objects'>,
  logger: Logger,
): Promise<OpenBlobs> => {
  if (objects === undefined) {
    const directory = dataPaths(dataDir).files;
    return { blobs: fileSystemBlobStore({ directory }), health: [checkFolder({ directory })] };
  }
  // Loaded only where it is used: the client takes its time and its memory.
  const { checkBucket, minioBlobStore, minioClient, prepareBucket } =
    await import('../minio/index.ts');
  const { bucket, publicEndpoint, ...server } = objects;
  const at = { client: minioClient(server), bucket };
  await prepareBucket(at, logger);
  const opened = { blobs: minioBlobStore(at), health: [checkBucket(at)] };
  if (publicEndpoint === undefined) return opened;
  // It only signs: what is signed names the host by which it will be asked for.
  const client = minioClient({ ...server, endpoint: publicEndpoint });
  const signing = minioBlobStore({ client, bucket });
  return { ...opened, linkTo: (key) => signing.presignRead(key, { expiresInMs: linkMs }) };
};
