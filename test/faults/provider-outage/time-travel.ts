import type { Clock, EnqueueOptions } from '@aisha/core';
import type { Client } from 'pg';

export type TimeTravel = {
  readonly clock: Clock;
  /** The options of a job, in the time of the database. */
  inRealTime(options: EnqueueOptions): EnqueueOptions;
  /** Lets so much time pass at once for everything that waits. */
  pass(ms: number): Promise<void>;
};

/**
 * Minutes in seconds. The database's clock cannot be turned forward; what waits by it is turned back
 * instead, and everybody else is told a later time.
 */
export const timeTravel = (client: Client): TimeTravel => {
  let aheadMs = 0;
  return {
    clock: { now: () => new Date(Date.now() + aheadMs) },
    inRealTime: ({ startAt, ...options }) => ({
      ...options,
      ...(startAt ? { startAt: new Date(startAt.getTime() - aheadMs) } : {}),
    }),
    pass: async (ms) => {
      aheadMs += ms;
      await client.query(
        `update pgboss.job set start_after = start_after - $1 * interval '1 millisecond'
         where state in ('created', 'retry')`,
        [ms],
      );
    },
  };
};
