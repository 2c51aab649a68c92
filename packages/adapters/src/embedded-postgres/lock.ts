import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

/*
 * Node has no flock. SQLite's transaction locks are the one kernel-held file lock in its standard
 * library: a killed holder frees them, so there is no stale lock to recognise, no reused pid to be
 * fooled by, and processes in different containers on one volume see each other.
 * The files stay empty. Nothing else may open them: closing another descriptor drops POSIX locks.
 */

const SQLITE_BUSY = 5;
const POLL_MS = 25;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

const open = (file: string): DatabaseSync => new DatabaseSync(file, { timeout: 0 });

const tryLock = (file: string, statement: string): DatabaseSync | undefined => {
  const database = open(file);
  try {
    database.exec(statement);
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
};

const tryExclusive = (file: string): DatabaseSync | undefined => tryLock(file, 'BEGIN EXCLUSIVE');

/** Runs `work` while no other process or handle holds `file`; waits for its turn up to `timeoutMs`. */
export const exclusively = async <T>(
  file: string,
  timeoutMs: number,
  work: () => Promise<T>,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  let lock = tryExclusive(file);
  while (lock === undefined) {
    if (Date.now() > deadline) {
      throw new Error(`Another process has held ${file} for more than ${timeoutMs} ms.`);
    }
    await delay(POLL_MS);
    lock = tryExclusive(file);
  }
  try {
    return await work();
  } finally {
    lock.close();
  }
};

/** Takes a share in `file` until the returned function is called or the process ends. */
export const share = (file: string): (() => void) => {
  const lock = tryLock(file, 'BEGIN; SELECT count(*) FROM sqlite_schema;');
  if (lock === undefined) throw new Error(`${file} is held by another process.`);
  return () => {
    if (lock.isOpen) lock.close();
  };
};

/** Whether any live handle, in this process or another, has a share in `file`. */
export const isShared = (file: string): boolean => {
  const lock = tryExclusive(file);
  lock?.close();
  return lock === undefined;
};
