import type { JobListing } from '../../domain/job/job-listing.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobDesk } from '../../ports/job-desk.ts';
import type { Entry, ParkedJob } from './job-entries.ts';
import { byText, newestPage } from './rows.ts';

type Ended = Entry & { readonly state: 'done' | 'cancelled' };

/** Where the jobs of a queue lie. */
export type DeskDrawers = {
  readonly waiting: Set<Entry>;
  readonly begun: Set<Entry>;
  readonly parked: ParkedJob[];
  readonly ended: Ended[];
};

export const inMemoryJobDesk = (
  drawers: DeskDrawers,
  { clock, later }: { readonly clock: Clock; readonly later: (change: () => void) => void },
): JobDesk => {
  const { waiting, begun, parked, ended } = drawers;
  const all = (): JobListing[] => [
    ...[...waiting].map((entry) => listing(entry, 'waiting')),
    ...[...begun].map((entry) => listing({ ...entry, tries: entry.tries + 1 }, 'running')),
    ...parked.map((entry) => ({ ...listing(entry, 'parked'), reason: reasonOf(entry.error) })),
    ...ended.map((entry) => listing(entry, entry.state)),
  ];
  const waitingJob = (id: string): Entry | undefined => [...waiting].find((job) => job.id === id);
  const parkedJob = (id: string): ParkedJob | undefined => parked.find((job) => job.id === id);
  const unpark = (job: ParkedJob): void => void parked.splice(parked.indexOf(job), 1);
  const putNow = (job: Entry): void => {
    waiting.delete(job);
    waiting.add({ ...job, startAt: clock.now() });
  };
  return {
    list: async ({ name, state, ...page }) =>
      newestPage(
        all().filter((job) => (!name || job.name === name) && (!state || job.state === state)),
        page,
      ),
    find: async (id) => all().find((job) => job.id === id),
    listDepths: async () => depthsOf(all(), clock.now()),
    retry: async (id) => {
      const [job, given] = [waitingJob(id), parkedJob(id)];
      if (job) later(() => putNow(job));
      if (given) {
        later(() => {
          unpark(given);
          const { error: _, ...entry } = given;
          const isThere = [...waiting].some((other) => isSame(other, entry));
          if (!isThere) putNow({ ...entry, tries: 0 });
        });
      }
      return job !== undefined || given !== undefined;
    },
    cancel: async (id) => {
      const job = waitingJob(id) ?? parkedJob(id);
      if (!job) return false;
      later(() => {
        waiting.delete(job);
        if (parkedJob(id)) unpark(job as ParkedJob);
        ended.push({ ...job, state: 'cancelled' });
      });
      return true;
    },
    hurry: async (name) => {
      const isLate = ({ job, startAt }: Entry) => job.name === name && startAt > clock.now();
      const late = [...waiting].filter(isLate);
      later(() => {
        for (const job of late) putNow(job);
      });
      return late.length;
    },
  };
};

const isSame = (one: Entry, other: Entry): boolean =>
  one.key !== undefined && one.key === other.key && one.job.name === other.job.name;

const listing = (entry: Entry, state: JobListing['state']): JobListing => ({
  id: entry.id,
  name: entry.job.name,
  state,
  data: entry.job.data,
  tries: entry.tries,
  enqueuedAt: entry.enqueuedAt,
  dueAt: entry.startAt,
  reason: undefined,
});

const reasonOf = (error: unknown): string | undefined =>
  error instanceof Error ? error.message : undefined;

const depthsOf = (jobs: readonly JobListing[], now: Date) => {
  const names = [...new Set(jobs.filter(isOpen).map(({ name }) => name))].toSorted(byText);
  return names.map((name) => {
    const own = jobs.filter((job) => job.name === name);
    const count = (state: JobListing['state']): number =>
      own.filter((job) => job.state === state).length;
    const due = own.filter(({ state }) => state === 'waiting').map(({ dueAt }) => dueAt.getTime());
    return {
      name,
      waiting: count('waiting'),
      running: count('running'),
      parked: count('parked'),
      oldestMs: Math.max(0, ...due.map((at) => now.getTime() - at)),
    };
  });
};

const isOpen = ({ state }: JobListing): boolean =>
  state === 'waiting' || state === 'running' || state === 'parked';
