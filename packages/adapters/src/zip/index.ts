export { yazlArchiveBuilder } from './archive-builder.ts';
export { yauzlArchiveReader } from './archive-reader.ts';
