import type { Socket } from 'node:net';
import type { Client, ClientBase } from 'pg';

/** In milliseconds. More than any statement takes, the creation of the schema included. */
const statementMs = 15_000;
/** A line that is silent for longer than any statement may take is dead. */
const silenceMs = 18_000;

/** Where a question went out and the line died, nobody else would tell. */
const dropWhenSilent = (client: ClientBase): void => {
  // Asked for once it is connected: with TLS, the first socket's bytes are no longer counted.
  const stream = (client as Client).connection.stream as Socket;
  const drop = (): void => void stream.destroy(new Error('connection terminated: it went silent'));
  stream.setTimeout(silenceMs, drop);
};

/** Handed through to `pg`: what bounds how long a job queue waits for PostgreSQL. */
export const lineSettings = {
  connectionTimeoutMillis: 5_000,
  /** Shorter than the silence: what nobody uses is closed, not taken for dead. */
  idleTimeoutMillis: 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  statement_timeout: statementMs,
  idle_in_transaction_session_timeout: statementMs,
  /**
   * Who takes a job and who is done with it need not be on the disk at once: what a crash of the server
   * forgets of the last moments is run again, as every job may be. Jobs themselves are enqueued on
   * their transactions' connections, which wait for the disk.
   */
  options: '-c synchronous_commit=off',
  onConnect: dropWhenSilent,
  /** The line that listens is asked so often, and has so long to answer. */
  notifyHeartbeatIntervalMs: 5_000,
  notifyHeartbeatTimeoutMs: 3_000,
};
