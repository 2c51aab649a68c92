import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { checkOut } from './check-out.ts';
import { failureOf } from './database-errors.ts';
import { fateOf, type Fate, type TransactionMark } from './transaction-mark.ts';

/** As long as a restart of the server takes. */
const patienceMs = 5_000;
const firstPauseMs = 10;
const longestPauseMs = 400;

/** Finds out what became of a commit whose answer was lost. Asks until the server is back, for a while. */
export const outcomeOfCommit = async (
  orm: MikroORM,
  mark: TransactionMark,
): Promise<Exclude<Fate, 'under-way'>> => {
  const giveUpAt = performance.now() + patienceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    const fate = await ask(orm, mark).catch((error: unknown) => {
      if (failureOf(error) !== 'unavailable') throw error;
      return 'under-way' as const;
    });
    if (fate !== 'under-way') return fate;
    if (performance.now() > giveUpAt) return 'unknown';
    await pause(pauseMs * (0.5 + Math.random()));
  }
};

const ask = async (orm: MikroORM, mark: TransactionMark): Promise<Fate> => {
  const client = await checkOut(orm);
  let isBroken = true;
  try {
    const fate = await fateOf(client, mark);
    isBroken = false;
    return fate;
  } finally {
    client.release(isBroken);
  }
};
