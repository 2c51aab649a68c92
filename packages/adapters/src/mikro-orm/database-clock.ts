import { performance as machine } from 'node:perf_hooks';
import type { Clock, Logger } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

export type DatabaseClockOptions = {
  readonly orm: MikroORM;
  readonly logger: Logger;
  /** How often the database is asked; a minute when left out. Machines drift by far less than a second in that. */
  readonly everyMs?: number;
  /** The machine's own idea of the time, in milliseconds since 1970. */
  readonly wall?: () => number;
};

export type DatabaseClock = Clock & {
  /** Asks the database now. Where it is away, the time goes on as it did. */
  compare(): Promise<void>;
  close(): void;
};

/** A machine that is further off than this is worth a word: its logs and its TLS go by its own clock. */
const tellFromMs = 5_000;
/** An answer that took longer says too little about when it was given. */
const maxRoundTripMs = 2_000;

/**
 * The time of the database, the one that all machines share: no deadline passes early on a machine
 * whose clock is ahead, and none late where it is behind. Between two answers the machine's
 * monotonic clock counts on, so that setting its clock, as at a step of NTP, changes nothing.
 */
export const databaseClock = async ({
  orm,
  logger,
  everyMs = 60_000,
  wall = Date.now,
}: DatabaseClockOptions): Promise<DatabaseClock> => {
  let ahead = wall() - machine.now();
  let told = 0;
  let latest = 0;

  const compare = async (): Promise<void> => {
    try {
      const asked = machine.now();
      const { rows } = await sql<{ ms: string }>`
        select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms
      `.execute(orm.em.fork().getKysely());
      const answered = machine.now();
      const time = Number(rows[0]?.ms);
      if (!Number.isSafeInteger(time) || answered - asked > maxRoundTripMs) return;
      ahead = time - (asked + answered) / 2;
      tellOf(Math.round(wall() - (ahead + machine.now())));
    } catch (error) {
      logger.debug({ error }, 'the database was not there to tell the time');
    }
  };

  /** Once, and again when it has become another matter. */
  const tellOf = (offMs: number): void => {
    const isOff = Math.abs(offMs) >= tellFromMs;
    if (isOff && Math.abs(offMs - told) >= tellFromMs) {
      logger.warn({ offMs }, 'the clock of this machine is not that of the database');
    }
    told = isOff ? offMs : 0;
  };

  await compare();
  const timer = setInterval(() => void compare(), everyMs);
  timer.unref();
  return {
    now: () => {
      const time = Math.floor(ahead + machine.now());
      // A small correction waits until time has caught up with it.
      latest = latest - time < 1_000 ? Math.max(latest, time) : time;
      return new Date(latest);
    },
    compare,
    close: () => clearInterval(timer),
  };
};
