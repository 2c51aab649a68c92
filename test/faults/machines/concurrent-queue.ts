import { isPortError, type Clock, type Job, type JobHandlers, type Jobs } from '@aisha/core';

type Waiting = { readonly job: Job; readonly key: string | undefined; readonly startAt: number };

/** Thrown where a worker is killed. */
export class Killed extends Error {}

/**
 * A queue whose jobs a test begins and does not wait for, so that they overlap. What failed comes
 * back after a while, as does what its worker was killed in; what can never succeed is parked.
 */
export const concurrentQueue = (clock: Clock) => {
  const waiting: Waiting[] = [];
  const enqueued: Job[] = [];
  const parked: { readonly job: Job; readonly error: unknown }[] = [];
  let underWay = 0;

  const due = (): Waiting | undefined => {
    const now = clock.now().getTime();
    const ready = waiting.filter(({ startAt }) => startAt <= now);
    return ready.reduce<Waiting | undefined>(
      (first, next) => (first && first.startAt <= next.startAt ? first : next),
      undefined,
    );
  };

  const attempt = async (entry: Waiting, handlers: JobHandlers): Promise<void> => {
    underWay += 1;
    try {
      await handle(handlers, entry.job);
    } catch (error) {
      if (isHopeless(error)) parked.push({ job: entry.job, error });
      else waiting.push({ ...entry, key: undefined, startAt: clock.now().getTime() + 10_000 });
    } finally {
      underWay -= 1;
    }
  };

  const jobs: Jobs = {
    enqueue: async (job, { key, startAt } = {}) => {
      enqueued.push(job);
      const waits = (entry: Waiting) => entry.key === key && entry.job.name === job.name;
      if (key !== undefined && waiting.some(waits)) return;
      waiting.push({ job, key, startAt: startAt?.getTime() ?? clock.now().getTime() });
    },
  };

  return {
    jobs,
    /** Every job that was ever asked for. */
    enqueued: (): readonly Job[] => enqueued,
    parked: () => parked,
    underWay: () => underWay,
    nextAt: (): number => Math.min(...waiting.map(({ startAt }) => startAt)),
    /** Begins the next job that is due; undefined where none is. */
    begin: (handlers: JobHandlers): Promise<void> | undefined => {
      const entry = due();
      if (!entry) return undefined;
      waiting.splice(waiting.indexOf(entry), 1);
      return attempt(entry, handlers);
    },
  };
};

const isHopeless = (error: unknown): boolean =>
  isPortError(error) ? !error.retryable : !(error instanceof Killed);

const handle = (handlers: JobHandlers, { name, data }: Job): Promise<void> =>
  (handlers[name] as (data: Job['data']) => Promise<void>)(data);
