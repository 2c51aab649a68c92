/**
 * How long PostgreSQL may keep us waiting, in milliseconds. Transactions here are short, so a lock
 * that is not had soon is a deadlock in the making: giving up before the server would look for one
 * (after a second), and running the work again, ends it sooner. A transaction that its process
 * forgot is ended by the server.
 */
const bounds = {
  /** For a place in the pool, or a new connection. */
  connect: 5_000,
  lock: 500,
  statement: 15_000,
  idleInTransaction: 15_000,
} as const;

/** Settings of the `pg` pool, given to the server as each connection starts. */
export const poolSettings = (url: string, poolSize: number) => ({
  connectionString: url,
  max: poolSize,
  application_name: 'aisha',
  connectionTimeoutMillis: bounds.connect,
  idleTimeoutMillis: 60_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  lock_timeout: bounds.lock,
  statement_timeout: bounds.statement,
  idle_in_transaction_session_timeout: bounds.idleInTransaction,
});
