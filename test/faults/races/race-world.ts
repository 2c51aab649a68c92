import { setTimeout as pause } from 'node:timers/promises';
import { streamOf, utf8 } from '@aisha/core/testing';
import { isPortError } from '@aisha/core';
import { Pool } from 'pg';
import { brokenInvariants, queryWith } from '../invariants.ts';
import { openReplicas, type Replicas } from '../money/replicas.ts';
import { actors, type ActorName } from './actors.ts';
import { looking } from './looking.ts';
import { isFinal, statusOf, type Subject } from './subjects.ts';

/** One turn in a race: who, on which replica, how late. */
export type Turn = {
  readonly actor: ActorName;
  readonly replica: number;
  readonly afterMs: number;
};

/** Two replicas on one database with one provider, whose jobs run when a test says so. */
export const openRaceWorld = async () => {
  const all: Replicas = await openReplicas();
  // The photos are smaller than the database says.
  Object.assign(all.outside.archives, { build: () => streamOf(utf8('all photos')) });
  const sql = new Pool({ connectionString: all.url, max: 4 });
  const world = { ...all, ...looking(all, sql) };

  /** Whoever met the others too often comes again, as a job does. */
  const persist = async (work: () => Promise<unknown>): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        await work();
        return;
      } catch (error) {
        if (!isPortError(error) || !error.retryable || tries === 5) throw error;
      }
    }
  };

  const act = (turn: Pick<Turn, 'actor' | 'replica'>, subject: Subject): Promise<void> =>
    persist(() => actors[turn.actor](world, subject, all.replica(turn.replica)));

  return {
    ...world,
    act,
    /** Everybody at once. */
    race: async (turns: readonly Turn[], subject: Subject): Promise<void> => {
      await Promise.all(
        turns.map(async (turn) => {
          await pause(turn.afterMs);
          await act(turn, subject);
        }),
      );
    },
    /** What the queue would do until nothing of the subject is under way. */
    finish: async (subject: Subject): Promise<void> => {
      const rest = ['submit', 'good news', 'poll', 'collect', 'poll'] as const;
      for (let rounds = 0; rounds < 6; rounds += 1) {
        for (const actor of rest) await act({ actor, replica: 0 }, subject);
        const open = (await world.triesOf(subject)).some(({ asked }) => asked);
        if (isFinal(await statusOf(all, subject)) && !open) return;
      }
      throw new Error(`${subject.type} ${subject.id} never ends`);
    },
    broken: (told: readonly string[]) => brokenInvariants(queryWith(sql), { told }),
    close: async () => {
      await sql.end();
      await all.close();
    },
  };
};
