import { needsOperator } from '../../domain/pause/provider-pause.ts';
import type { Ports } from '../../ports/ports.ts';
import { clearAlarm, raiseAlarm } from '../../steps/raise-alarm.ts';

export type WatchInput = {
  /** Names of the jobs that were given up and wait for an operator. */
  readonly parkedJobs: readonly string[];
};

/** Looks round for what an operator should know of and nobody else tells: once when it is new, hourly while it stands. */
export const keepWatch =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async ({ parkedJobs }: WatchInput): Promise<void> => {
    const now = clock.now();
    const jobs = [...new Set(parkedJobs)].toSorted();
    const parked = { alarm: 'jobs-parked', count: parkedJobs.length, jobs } as const;
    await unitOfWork.run(async (tx) => {
      for (const pause of await tx.pauses.list()) {
        const { scope, reason } = pause;
        if (!needsOperator(pause, now)) continue;
        await raiseAlarm(tx, { alarm: 'provider-paused', scope, reason }, now);
      }
      if (parked.count > 0) await raiseAlarm(tx, parked, now);
      else await clearAlarm(tx, parked);
    });
  };
