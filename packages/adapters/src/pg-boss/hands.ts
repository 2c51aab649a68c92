import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@aisha/core';
import type { Db, Job as BossJob, PgBoss } from 'pg-boss';
import { handBack } from './hand-back.ts';
import { settle, type Claim, type Outcome } from './outcomes.ts';

/** What a job is known by to whoever runs it. */
export type TakenJob = Pick<BossJob, 'id' | 'data' | 'retryCount'>;

export type HandsOptions = {
  readonly boss: PgBoss;
  /** For what is asked at every job. */
  readonly planned: Db;
  readonly schema: string;
  readonly logger: Logger;
  readonly queue: string;
  /** Never rejects. */
  readonly run: (job: TakenJob) => Promise<Outcome>;
};

/** The jobs that one lane has in hand. */
export type Hands = {
  count(): number;
  claims(): readonly Claim[];
  /** Runs a claimed job and records what became of it; `onEnd` hears of it then. */
  take(job: TakenJob, onEnd: (outcome: Outcome) => void): void;
  /** Gives a claimed job back without running it. */
  refuse(job: TakenJob): Promise<void>;
  /** Resolves when nothing is in hand. */
  empty(): Promise<void>;
  /** Gives back whatever is in hand: what its handler still does is no longer recorded. */
  drop(): Promise<void>;
};

export const createHands = (options: HandsOptions): Hands => {
  const { queue } = options;
  const held = new Map<Claim, Promise<void>>();
  const claimOf = ({ id, retryCount }: TakenJob): Claim => ({ queue, id, retryCount });

  const runJob = async (claim: Claim, job: TakenJob): Promise<Outcome> => {
    const outcome = await options.run(job);
    if (held.has(claim)) await recorded(options, claim, outcome);
    held.delete(claim);
    return outcome;
  };

  return {
    count: () => held.size,
    claims: () => [...held.keys()],
    take: (job, onEnd) => {
      const claim = claimOf(job);
      held.set(claim, runJob(claim, job).then(onEnd));
    },
    refuse: (job) => givenBack(options, claimOf(job)),
    empty: async () => {
      await Promise.all(held.values());
    },
    drop: async () => {
      const claims = [...held.keys()];
      held.clear();
      await Promise.all(claims.map((claim) => givenBack(options, claim)));
    },
  };
};

const attempts = 5;

/** What cannot be recorded for some seconds is left: its claim goes silent and it is run again. */
const recorded = async (options: HandsOptions, claim: Claim, outcome: Outcome): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await settle(options, claim, outcome);
    } catch (error) {
      const facts = { queue: claim.queue, jobId: claim.id, attempt, error };
      options.logger.warn(facts, 'what became of a job could not be recorded');
      if (attempt === attempts) return;
      await pause(200 * 2 ** attempt);
    }
  }
};

const givenBack = async (options: HandsOptions, claim: Claim): Promise<void> => {
  try {
    await handBack(options, claim);
  } catch (error) {
    // Its claim goes silent, which is noticed as well.
    const facts = { queue: claim.queue, jobId: claim.id, error };
    options.logger.warn(facts, 'a job could not be handed back');
  }
};
