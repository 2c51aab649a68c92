import type { Socket } from 'node:net';
import type { Client, ClientBase } from 'pg';
import { gatheringSocket } from './gathering-socket.ts';

/**
 * How long PostgreSQL may keep us waiting, in milliseconds. Transactions here are short, so a lock
 * that is not had soon is a deadlock in the making: giving up before the server would look for one,
 * and running the work again, ends it sooner. A transaction that its process
 * forgot is ended by the server.
 */
const bounds = {
  /** For a new connection. */
  connect: 5_000,
  lock: 500,
  statement: 8_000,
  /** Longer than any statement may take: a line that is silent for so long is dead. */
  silence: 10_000,
  /** Shorter than the silence: what nobody uses is closed, not taken for dead. */
  idle: 8_000,
  idleInTransaction: 15_000,
} as const;

/** Settings of the `pg` pool, given to the server as each connection starts. */
export const poolSettings = (url: string, poolSize: number) => ({
  connectionString: url,
  max: poolSize,
  application_name: 'aisha',
  connectionTimeoutMillis: bounds.connect,
  idleTimeoutMillis: bounds.idle,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  lock_timeout: bounds.lock,
  statement_timeout: bounds.statement,
  idle_in_transaction_session_timeout: bounds.idleInTransaction,
  // What is asked together is sent together, and BEGIN with the first statement.
  pipeline: true,
  stream: gatheringSocket,
});

/**
 * For `onConnect`. The server ends a statement that takes too long, and its keep-alives a line that
 * nothing is sent on; but where a question went out and the line died, only we can tell.
 */
export const dropWhenSilent = (client: ClientBase): void => {
  // Asked for once it is connected: with TLS, the first socket's bytes are no longer counted.
  const stream = (client as Client).connection.stream as Socket;
  const drop = (): void => void stream.destroy(new Error('connection terminated: it went silent'));
  stream.setTimeout(bounds.silence, drop);
};
