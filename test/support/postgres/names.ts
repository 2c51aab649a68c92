import { randomBytes } from 'node:crypto';

const PREFIX = 'aisha_test_';
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Starts the name of every database of one test run: `aisha_test_<time>_<random>`. */
export const newRunPrefix = (now = Date.now()): string =>
  `${PREFIX}${now.toString(36)}_${randomBytes(3).toString('hex')}`;

export const newDatabaseName = (runPrefix: string): string =>
  `${runPrefix}_${randomBytes(5).toString('hex')}`;

export const ALL_TEST_DATABASES = `${PREFIX}%`;

/** Whether a database belongs to a run so old that it must have been killed. */
export const isAbandoned = (name: string, now = Date.now()): boolean => {
  const startedAt = parseInt(name.slice(PREFIX.length).split('_')[0] ?? '', 36);
  return name.startsWith(PREFIX) && startedAt < now - ABANDONED_AFTER_MS;
};
