export { minioClient } from './minio-client.ts';
export type { MinioClientOptions } from './minio-client.ts';
export { minioBlobStore } from './minio-blob-store.ts';
export type { MinioBlobStore, MinioBlobStoreOptions } from './minio-blob-store.ts';
export { checkBucket, prepareBucket } from './bucket.ts';
