import type { RunId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import type { JobQueueContext } from './job-queue-context.ts';
import { aCheck, aJobLedger, handleAll } from './jobs.ts';
import { casesOf, type Suite } from './suite.ts';

/** Jobs that failed are tried again, or parked. */
export const triesJobsAgain = (suite: Suite<JobQueueContext>): void => {
  const test = casesOf(suite);

  test('a job whose handler broke is run again, with its data', async ({ one, jobs, until }) => {
    const ran = aJobLedger();
    const job = aCheck();
    await one.work(
      handleAll(async (taken) => {
        await ran.handle(taken);
        if (ran.jobs.length < 3) throw new Error('broken');
      }),
    );
    await jobs.enqueue(job, { key: 'run-1' });
    await until(() => ran.jobs.length === 3);
    deepEqual(ran.jobs, [job, job, job]);
  });

  test('the pause that the other side asked for is kept', async ({
    one,
    jobs,
    now,
    until,
    parked,
  }) => {
    const times: number[] = [];
    await one.work(
      handleAll(async () => {
        times.push(now().getTime());
        if (times.length === 1) {
          throw new PortError('messenger.rate-limited', 'notify', {
            retryable: true,
            retryAfterMs: 2000,
          });
        }
      }),
    );
    await jobs.enqueue(aCheck());
    await until(() => times.length === 2);
    const [first = 0, second = 0] = times;
    ok(second - first >= 2000, `ran again after ${second - first} ms`);
    ok(second - first < 6000, `ran again only after ${second - first} ms`);
    equal(await parked(), 0);
  });

  test('what cannot succeed is parked at once', async ({ one, jobs, until, elapse, parked }) => {
    const ran = aJobLedger();
    await one.work(
      handleAll(async (job) => {
        await ran.handle(job);
        throw new PortError('provider.rejected', 'submit', { retryable: false });
      }),
    );
    await jobs.enqueue(aCheck());
    await until(async () => (await parked()) === 1);
    await elapse(1500);
    equal(ran.jobs.length, 1);
  });

  test('a broken job does not hold up the others', async ({ one, jobs, until }) => {
    const ran = aJobLedger();
    const broken = freshId<RunId>();
    await one.work(
      handleAll(async (job) => {
        if ('runId' in job.data && job.data.runId === broken) throw new Error('broken');
        await ran.handle(job);
      }),
    );
    await jobs.enqueue(aCheck(broken));
    for (let count = 0; count < 10; count += 1) await jobs.enqueue(aCheck());
    await until(() => ran.jobs.length === 10);
  });
};
