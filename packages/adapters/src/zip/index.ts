export { yazlArchiveBuilder } from './archive-builder.ts';
