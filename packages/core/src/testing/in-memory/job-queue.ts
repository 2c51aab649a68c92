import type { JobId } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobDesk } from '../../ports/job-desk.ts';
import type { Job, JobHandlers, JobName, JobQueue, Jobs } from '../../ports/job-queue.ts';
import { freshId } from '../builders/fresh.ts';
import type { Entry, ParkedJob, WaitingJob } from './job-entries.ts';
import { inMemoryJobDesk, type DeskDrawers } from './job-desk.ts';
import { inMemorySchedules } from './job-schedules.ts';
import { rememberList, restoreAll, type Remembering } from './remembering.ts';

export type InMemoryJobQueue = JobQueue &
  Jobs &
  Remembering & {
    /** Runs what is due by the clock, and what that makes due, one at a time. Answers how many jobs ran. */
    drain(): Promise<number>;
    /** Drains, moves the clock to the next job and so on, for at most `forMs` of its time. */
    drainFor(forMs: number): Promise<void>;
    /** Waiting jobs, the next one first. */
    pending(name?: JobName): readonly WaitingJob[];
    parked(): readonly ParkedJob[];
    /** Takes back whatever speaks of a person. */
    forgetPerson(userId: string): void;
    /** What operators see. `later` takes what is to be changed when the transaction commits. */
    desk(later: (change: () => void) => void): JobDesk;
    /** A second worker on the same queue. */
    another(): JobQueue;
  };

const maxTries = 5;
/** A job that queues itself without a pause would keep `drain` busy for ever. */
const maxRunsPerDrain = 10_000;

export const inMemoryJobQueue = ({
  clock,
}: {
  clock: Clock & { set(time: Date): void };
}): InMemoryJobQueue => {
  const waiting = new Set<Entry>();
  const parked: ParkedJob[] = [];
  const drawers: DeskDrawers = { waiting, parked, begun: new Set(), ended: [] };
  const workers = new Map<symbol, JobHandlers>();
  const running = new Set<Promise<void>>();
  const schedules = inMemorySchedules(clock);
  let made = 0;

  const put = (job: WaitingJob & Partial<Entry>): void => {
    made += 1;
    waiting.add({ id: freshId<JobId>(), enqueuedAt: clock.now(), ...job, order: made });
  };

  const sorted = (): Entry[] =>
    [...waiting].toSorted(
      (one, other) => one.startAt.getTime() - other.startAt.getTime() || one.order - other.order,
    );

  const attempt = async (entry: Entry, handlers: JobHandlers): Promise<void> => {
    drawers.begun.add(entry);
    try {
      await handle(handlers, entry.job);
      drawers.ended.push({ ...entry, tries: entry.tries + 1, state: 'done' });
    } catch (error) {
      const next = afterFailure(entry, error, clock.now());
      if (next) put(next);
      else parked.push({ ...entry, tries: entry.tries + 1, error });
    } finally {
      drawers.begun.delete(entry);
    }
  };

  const runNext = async (): Promise<boolean> => {
    const [handlers] = workers.values();
    const [entry] = sorted();
    if (!handlers || !entry || entry.startAt > clock.now()) return false;
    waiting.delete(entry);
    await tracked(running, attempt(entry, handlers));
    return true;
  };

  const drain = async (): Promise<number> => {
    for (let runs = 0; runs < maxRunsPerDrain; runs += 1) {
      await schedules.runDue();
      if (!(await runNext())) return runs;
    }
    throw new Error('jobs keep making jobs that are due at once');
  };

  const drainFor = async (forMs: number): Promise<void> => {
    const end = clock.now().getTime() + forMs;
    for (;;) {
      await drain();
      const times = [sorted()[0]?.startAt.getTime(), schedules.nextAt()];
      const next = Math.min(...times.filter((time) => time !== undefined));
      if (next > end) return clock.set(new Date(end));
      clock.set(new Date(next));
    }
  };

  const worker = (): JobQueue => {
    const self = Symbol('worker');
    return {
      work: async (handlers) => void workers.set(self, handlers),
      schedule: async (name, everyMs, task) => schedules.add(self, { name, everyMs, task }),
      stop: async ({ timeoutMs }) => {
        workers.delete(self);
        schedules.remove(self);
        if (timeoutMs > 0) await Promise.all(running);
      },
    };
  };

  return {
    ...worker(),
    another: worker,
    enqueue: async (job, { key, startAt } = {}) => {
      if (key !== undefined && [...waiting].some((entry) => isSame(entry, job, key))) return;
      put({ job, key, startAt: startAt ?? clock.now(), tries: 0 });
    },
    drain,
    drainFor,
    pending: (name) => sorted().filter(({ job }) => name === undefined || job.name === name),
    forgetPerson: (userId) => {
      const isTheirs = ({ job }: WaitingJob) => JSON.stringify(job.data).includes(userId);
      for (const entry of waiting) if (isTheirs(entry)) waiting.delete(entry);
      const others = parked.filter((entry) => !isTheirs(entry));
      parked.splice(0, parked.length, ...others);
    },
    parked: () => parked,
    desk: (later) => inMemoryJobDesk(drawers, { clock, later }),
    remember: () => {
      const entries = [...waiting];
      const putBack = (): void => {
        waiting.clear();
        for (const entry of entries) waiting.add(entry);
      };
      return restoreAll(
        putBack,
        rememberList(parked),
        rememberList(drawers.ended),
        schedules.remember(),
      );
    },
  };
};

/** A job that was tried has started, so it stands in nobody's way. */
const isSame = (entry: Entry, job: Job, key: string): boolean =>
  entry.tries === 0 && entry.job.name === job.name && entry.key === key;

const handle = (handlers: JobHandlers, { name, data }: Job): Promise<void> =>
  (handlers[name] as (data: Job['data']) => Promise<void>)(data);

const tracked = async (running: Set<Promise<void>>, run: Promise<void>): Promise<void> => {
  running.add(run);
  await run;
  running.delete(run);
};

const afterFailure = (entry: Entry, error: unknown, now: Date): Entry | undefined => {
  const tries = entry.tries + 1;
  if (tries >= maxTries || (isPortError(error) && !error.retryable)) return undefined;
  const asked = isPortError(error) ? error.retryAfterMs : undefined;
  const pauseMs = asked ?? 1000 * 2 ** entry.tries;
  return { ...entry, tries, startAt: new Date(now.getTime() + pauseMs) };
};
