export { checkFolder } from './check-folder.ts';
export { fileSystemBlobStore } from './file-system-blob-store.ts';
export type { FileSystemBlobStoreOptions } from './file-system-blob-store.ts';
