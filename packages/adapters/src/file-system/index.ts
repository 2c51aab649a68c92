export { fileSystemBlobStore } from './file-system-blob-store.ts';
export type { FileSystemBlobStoreOptions } from './file-system-blob-store.ts';
