export {
  startEmbeddedPostgres,
  stopUnusedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './launcher.ts';
