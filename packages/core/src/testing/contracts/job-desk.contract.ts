import type { JobId, RunId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import type { JobListing } from '../../domain/job/job-listing.ts';
import type { JobDesk } from '../../ports/job-desk.ts';
import type { EnqueueOptions, JobHandlers } from '../../ports/job-queue.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import { handleAll } from './jobs.ts';
import { casesOf, present, type Suite, type Until } from './suite.ts';

/** `work` takes jobs from then on; `stop` no more. `until` lets time pass, so that whatever is due runs. */
export type JobDeskContext = {
  readonly unitOfWork: UnitOfWork;
  readonly now: () => Date;
  readonly until: Until;
  work(handlers: JobHandlers): Promise<void>;
  stop(): Promise<void>;
};

export const jobDeskContract = (suite: Suite<JobDeskContext>): void => {
  const test = casesOf(suite);
  const check = (context: JobDeskContext, options: EnqueueOptions = {}, runId = freshId<RunId>()) =>
    context.unitOfWork.run(({ jobs }) =>
      jobs.enqueue({ name: 'run.check', data: { runId } }, options),
    );
  const onDesk = <T>({ unitOfWork }: JobDeskContext, work: (desk: JobDesk) => Promise<T>) =>
    unitOfWork.run(({ desk }) => work(desk));
  const list = (context: JobDeskContext, filter: Partial<Parameters<JobDesk['list']>[0]> = {}) =>
    context.unitOfWork.read(({ desk }) => desk.list({ limit: 10, ...filter }));
  const only = async (context: JobDeskContext): Promise<JobListing> =>
    present((await list(context))[0]);
  const later = (context: JobDeskContext): EnqueueOptions => ({
    startAt: new Date(context.now().getTime() + 60 * 60_000),
  });
  /** A job that was given up. */
  const parked = async (context: JobDeskContext): Promise<JobListing> => {
    const gone = new PortError('provider.rejected', 'nobody knows it', { retryable: false });
    await context.work(handleAll(() => Promise.reject(gone)));
    await check(context, { key: 'one' });
    await context.until(async () => (await list(context, { state: 'parked' })).length === 1);
    await context.stop();
    return only(context);
  };

  test('a job that waits is told with what it was given and when it is due', async (context) => {
    const runId = freshId<RunId>();
    const options = later(context);
    await check(context, options, runId);
    const job = await only(context);
    const { name, state, data, tries, dueAt } = job;
    deepEqual(
      { name, state, data, tries },
      { name: 'run.check', state: 'waiting', data: { runId }, tries: 0 },
    );
    equal(Math.abs(dueAt.getTime() - present(options.startAt).getTime()) < 1_000, true);
    deepEqual(await context.unitOfWork.read(({ desk }) => desk.find(job.id)), job);
  });

  test('jobs are listed newest first, page by page, by name and by state', async (context) => {
    for (const _ of [1, 2, 3]) await check(context, later(context));
    const all = await list(context);
    deepEqual(await list(context, { limit: 2 }), all.slice(0, 2));
    deepEqual(await list(context, { before: present(all[1]).id }), all.slice(2));
    deepEqual(await list(context, { name: 'run.check', state: 'waiting' }), all);
    deepEqual(await list(context, { name: 'photo.judge' }), []);
    deepEqual(await list(context, { state: 'parked' }), []);
  });

  test('one that was given up says why', async (context) => {
    const { name, state, reason, tries } = await parked(context);
    deepEqual(
      { name, state, reason, tries },
      { name: 'run.check', state: 'parked', reason: 'nobody knows it', tries: 1 },
    );
  });

  test('one that was given up and is tried again is done', async (context) => {
    const { id } = await parked(context);
    equal(await onDesk(context, (desk) => desk.retry(id)), true);
    await context.work(handleAll(async () => undefined));
    await context.until(async () => (await list(context, { state: 'done' })).length === 1);
    deepEqual(await list(context, { state: 'parked' }), []);
  });

  test('one that is tried again while the same work waits is that work', async (context) => {
    const { id } = await parked(context);
    await check(context, { key: 'one', ...later(context) });
    equal(await onDesk(context, (desk) => desk.retry(id)), true);
    equal((await list(context, { state: 'waiting' })).length, 1);
    deepEqual(await list(context, { state: 'parked' }), []);
  });

  test('what waits for its time is done now when it is tried again, or hurried', async (context) => {
    await check(context, later(context));
    const { id } = await only(context);
    equal(await onDesk(context, (desk) => desk.retry(id)), true);
    await check(context, later(context));
    equal(await onDesk(context, (desk) => desk.hurry('photo.judge')), 0);
    equal(await onDesk(context, (desk) => desk.hurry('run.check')), 1);
    await context.work(handleAll(async () => undefined));
    await context.until(async () => (await list(context, { state: 'done' })).length === 2);
  });

  test('what is cancelled is never done, whether it waited or was given up', async (context) => {
    const given = await parked(context);
    await check(context);
    const waits = present((await list(context, { state: 'waiting' }))[0]);
    for (const { id } of [given, waits]) {
      equal(await onDesk(context, (desk) => desk.cancel(id)), true);
      equal(await onDesk(context, (desk) => desk.cancel(id)), false);
      equal(await onDesk(context, (desk) => desk.retry(id)), false);
    }
    equal((await list(context, { state: 'cancelled' })).length, 2);
    deepEqual(await list(context, { state: 'waiting' }), []);
  });

  test('nothing is decided where the transaction fails', async (context) => {
    const before = await parked(context);
    const failed = context.unitOfWork.run(async ({ desk }) => {
      await desk.retry(before.id);
      throw new Error('undone');
    });
    equal(await failed.then(() => 'done').catch(messageOf), 'undone');
    deepEqual(await list(context), [before]);
  });

  test('nobody knows a job that never was', async (context) => {
    const id = freshId<JobId>();
    equal(await context.unitOfWork.read(({ desk }) => desk.find(id)), undefined);
    equal(await onDesk(context, (desk) => desk.retry(id)), false);
    equal(await onDesk(context, (desk) => desk.cancel(id)), false);
    equal(await context.unitOfWork.read(({ desk }) => desk.find('no id' as JobId)), undefined);
  });

  test('queues tell how much stands in them', async (context) => {
    await parked(context);
    await check(context, later(context));
    const depths = await context.unitOfWork.read(({ desk }) => desk.listDepths());
    deepEqual(depths, [{ name: 'run.check', waiting: 1, running: 0, parked: 1, oldestMs: 0 }]);
  });
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'no error');
