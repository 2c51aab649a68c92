import { deepEqual, equal } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import type { JobQueueContext } from './job-queue-context.ts';
import { aCheck, aJobLedger, handleAll } from './jobs.ts';
import { casesOf, type Suite } from './suite.ts';

/** Jobs that wait under one key are one job. */
export const keepsOneJobAKey = (suite: Suite<JobQueueContext>): void => {
  const test = casesOf(suite);

  test('jobs of one name and key that wait are one job', async ({
    one,
    jobs,
    now,
    until,
    elapse,
  }) => {
    const ran = aJobLedger();
    const first = aCheck();
    const options = { startAt: new Date(now().getTime() + 800), key: 'run-1' };
    await jobs.enqueue(first, options);
    await jobs.enqueue(aCheck(), options);
    await jobs.enqueue(aCheck(), { key: 'run-1' });
    await one.work(handleAll(ran.handle));
    await until(() => ran.jobs.length > 0);
    await elapse(1500);
    deepEqual(ran.jobs, [first]);
  });

  test('many with one key at the same time are one job', async ({ one, jobs, until, elapse }) => {
    const ran = aJobLedger();
    await Promise.all(Array.from({ length: 20 }, () => jobs.enqueue(aCheck(), { key: 'same' })));
    await one.work(handleAll(ran.handle));
    await until(() => ran.jobs.length > 0);
    await elapse(1500);
    equal(ran.jobs.length, 1);
  });

  test('another key or another name is another job', async ({ one, jobs, until }) => {
    const ran = aJobLedger();
    await jobs.enqueue(aCheck(), { key: 'a' });
    await jobs.enqueue(aCheck(), { key: 'b' });
    await jobs.enqueue({ name: 'run.cancel', data: { runId: freshId() } }, { key: 'a' });
    await jobs.enqueue(aCheck());
    await jobs.enqueue(aCheck());
    await one.work(handleAll(ran.handle));
    await until(() => ran.jobs.length === 5);
  });

  test('a job that already runs does not keep a second one with its key away', async ({
    one,
    jobs,
    now,
    until,
    elapse,
  }) => {
    const ran = aJobLedger();
    await one.work(
      handleAll(async (job) => {
        await ran.handle(job);
        if (ran.jobs.length > 1) return;
        const later = { key: 'run-1', startAt: new Date(now().getTime() + 500) };
        await jobs.enqueue(aCheck(), later);
        await jobs.enqueue(aCheck(), later);
      }),
    );
    await jobs.enqueue(aCheck(), { key: 'run-1' });
    await until(() => ran.jobs.length > 1);
    await elapse(1000);
    equal(ran.jobs.length, 2);
  });

  test('a key is free again once its job is done', async ({ one, jobs, until }) => {
    const ran = aJobLedger();
    await one.work(handleAll(ran.handle));
    await jobs.enqueue(aCheck(), { key: 'run-1' });
    await until(() => ran.jobs.length === 1);
    await jobs.enqueue(aCheck(), { key: 'run-1' });
    await until(() => ran.jobs.length === 2);
  });
};
