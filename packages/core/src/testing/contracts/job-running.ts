import type { AvatarId } from '../../shared/ids.ts';
import type { Job } from '../../ports/job-queue.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import type { JobQueueContext } from './job-queue-context.ts';
import { aCheck, aJobLedger, everyJob, handleAll } from './jobs.ts';
import { casesOf, type Suite } from './suite.ts';

/** Jobs run, once each and in their time. */
export const runsJobs = (suite: Suite<JobQueueContext>): void => {
  const test = casesOf(suite);

  test('a job runs once with its data', async ({ one, jobs, until, elapse }) => {
    const ran = aJobLedger();
    await one.work(handleAll(ran.handle));
    const notification: Job = {
      name: 'notification.send',
      data: {
        userId: freshId(),
        notification: {
          type: 'photos.judged',
          avatarId: freshId<AvatarId>(),
          summary: {
            accepted: 10,
            checking: 0,
            refused: { 'photo.too-small': 2 },
            warnings: { 'photo.dark': 1 },
            sent: 12,
            minCount: 10,
            maxCount: 20,
            enough: true,
          },
          newest: 'delivery-1',
          asOf: 1_795_000_000_000,
        },
      },
    };
    await jobs.enqueue(notification);
    await until(() => ran.jobs.length === 1);
    await elapse(1500);
    deepEqual(ran.jobs, [notification]);
  });

  test('every kind of job reaches its handler', async ({ one, jobs, until }) => {
    const ran = aJobLedger();
    await one.work(handleAll(ran.handle));
    const sent = everyJob();
    for (const job of sent) await jobs.enqueue(job);
    await until(() => ran.jobs.length === sent.length);
    for (const job of sent) {
      deepEqual(
        ran.jobs.find(({ name }) => name === job.name),
        job,
      );
    }
  });

  test('jobs wait for somebody to take them', async ({ one, jobs, until }) => {
    const ran = aJobLedger();
    for (let count = 0; count < 30; count += 1) await jobs.enqueue(aCheck());
    await one.work(handleAll(ran.handle));
    await until(() => ran.jobs.length === 30);
  });

  test('two workers run each job once between them', async ({ one, two, jobs, until, elapse }) => {
    const ran = aJobLedger();
    await one.work(handleAll(ran.handle));
    await two.work(handleAll(ran.handle));
    const sent = Array.from({ length: 40 }, () => aCheck());
    await Promise.all(sent.map((job) => jobs.enqueue(job)));
    await until(() => ran.jobs.length >= 40);
    await elapse(500);
    equal(ran.jobs.length, 40);
    equal(new Set(ran.jobs.map((job) => JSON.stringify(job))).size, 40);
  });

  test('a job does not start before its time', async ({ one, jobs, now, until }) => {
    const started: Date[] = [];
    await one.work(handleAll(async () => void started.push(now())));
    const startAt = new Date(now().getTime() + 1500);
    await jobs.enqueue(aCheck(), { startAt });
    await until(() => started.length === 1);
    ok((started[0]?.getTime() ?? 0) >= startAt.getTime(), 'too early');
  });
};
