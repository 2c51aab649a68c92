export { createOrm, type EntityManager, type MikroORM, type OrmOptions } from './orm.ts';
export { migrateDatabase } from './migrate.ts';
export { mikroOrmUnitOfWork } from './unit-of-work.ts';
export type { Enqueue } from './transaction.ts';
export { deleteFinishedUpdates, mikroOrmUpdateInbox } from './update-inbox.ts';
export { mikroOrmLiveMessages } from './live-messages.ts';
export { mikroOrmAvatarDirectory } from './avatar-directory.ts';
export { postgresLeadership } from './leadership.ts';
export { checkDatabase } from './health.ts';
