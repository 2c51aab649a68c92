import type { PgBoss } from 'pg-boss';

/**
 * Deletes whatever speaks of a person, done, waiting or given up: pg-boss keeps what is done for hours.
 * One that runs in this moment ends as it may, and leaves no row.
 */
export const forgetPerson = async (boss: PgBoss, schema: string, userId: string): Promise<void> => {
  await boss
    .getDb()
    .executeSql(`delete from ${schema}.job where data::text like '%' || $1 || '%'`, [userId]);
};
