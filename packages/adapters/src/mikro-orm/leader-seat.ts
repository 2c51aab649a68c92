import { setInterval as every } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';

const heartbeatMs = 2_000;
const answerWithinMs = 3_000;
/**
 * The server ends a leader's session that has been silent for this long: longer than a leader that
 * is cut off takes to notice, so that it has stopped before anybody else can begin.
 */
const silenceMs = 12_000;

export type Seat = {
  /** Aborts when the connection, and the lock with it, is gone or cannot be told from gone. */
  readonly lost: AbortSignal;
  leave(): void;
};

/** Undefined where somebody else leads. */
export const takeSeat = async (orm: MikroORM, role: string): Promise<Seat | undefined> => {
  const pool = await orm.driver.getConnection().getNativeClient();
  const client = await pool.connect();
  const taken = await tryLock(client, role).catch((error: unknown) => {
    client.release(true);
    throw error;
  });
  if (taken) return seatOn(client);
  client.release();
  return undefined;
};

const tryLock = async (client: PoolClient, role: string): Promise<boolean> => {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
    [`aisha:leader:${role}`],
  );
  if (rows[0]?.taken !== true) return false;
  await client.query(`set idle_session_timeout = ${silenceMs}`);
  return true;
};

const seatOn = (client: PoolClient): Seat => {
  const lost = new AbortController();
  const left = new AbortController();
  const lose = (): void => lost.abort();
  client.on('error', lose);
  client.on('end', lose);
  void keepAlive(client, AbortSignal.any([lost.signal, left.signal])).catch(lose);
  return {
    lost: lost.signal,
    leave() {
      left.abort();
      client.off('error', lose);
      client.off('end', lose);
      // Ended, not reused: the lock and the settings belong to this session.
      client.release(true);
    },
  };
};

const keepAlive = async (client: PoolClient, signal: AbortSignal): Promise<void> => {
  for await (const _ of every(heartbeatMs, undefined, { signal })) {
    await answered(client.query('select 1'));
  }
};

const answered = async (query: Promise<unknown>): Promise<void> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer')), answerWithinMs);
  try {
    await Promise.race([query, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
