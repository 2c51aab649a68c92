import type { migrateDatabase as Migrate } from './migrate.ts';

/** As in `migrate.ts`, which is loaded only where something may be migrated. */
export const migrateDatabase: typeof Migrate = async (...given) => {
  const migrating = await import('./migrate.ts');
  return migrating.migrateDatabase(...given);
};
