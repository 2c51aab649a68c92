import { equal, ok } from '../assert.ts';
import type { JobQueueContext } from './job-queue-context.ts';
import { aCheck, aGate, aJobLedger, handleAll } from './jobs.ts';
import { casesOf, countOf, type Suite } from './suite.ts';

/** Workers stop and start; scheduled tasks go on. */
export const letsWorkersComeAndGo = (suite: Suite<JobQueueContext>): void => {
  const test = casesOf(suite);

  test('who stops finishes what is under way and takes nothing more', async ({
    one,
    jobs,
    until,
    elapse,
  }) => {
    const ran = aJobLedger();
    const gate = aGate();
    await one.work(
      handleAll(async (job) => {
        await ran.handle(job);
        await gate.opened;
        ran.finished += 1;
      }),
    );
    await jobs.enqueue(aCheck());
    await until(() => ran.jobs.length === 1);
    const stopped = one.stop({ timeoutMs: 10_000 });
    gate.open();
    await stopped;
    equal(ran.finished, 1);
    await jobs.enqueue(aCheck());
    await elapse(1500);
    equal(ran.jobs.length, 1);
  });

  test('what one leaves another takes over', async ({ one, two, jobs, until }) => {
    const ran = aJobLedger();
    await one.work(handleAll(ran.handle));
    await jobs.enqueue(aCheck());
    await until(() => ran.jobs.length === 1);
    await one.stop({ timeoutMs: 1000 });
    await jobs.enqueue(aCheck());
    await two.work(handleAll(ran.handle));
    await until(() => ran.jobs.length === 2);
  });

  test('a scheduled task runs at the start and then every period, on one of all', async ({
    one,
    two,
    now,
    until,
  }) => {
    const runs: { readonly at: number; readonly by: string }[] = [];
    const task = (by: string) => async () => void runs.push({ at: now().getTime(), by });
    await one.work(handleAll(async () => undefined));
    await two.work(handleAll(async () => undefined));
    const start = now().getTime();
    await one.schedule('sweep', 2000, task('one'));
    await two.schedule('sweep', 2000, task('two'));
    await until(() => runs.length >= 3);
    const times = runs.map(({ at }) => at);
    ok((times[0] ?? 0) - start < 1900, 'not run at the start');
    for (const [index, at] of times.slice(1).entries()) {
      ok(at - (times[index] ?? 0) > 1000, `twice within ${at - (times[index] ?? 0)} ms`);
    }
  });

  test('a scheduled task goes on after it broke, and when its machine is gone', async ({
    one,
    two,
    until,
  }) => {
    const runs: string[] = [];
    await one.work(handleAll(async () => undefined));
    await two.work(handleAll(async () => undefined));
    await one.schedule('sweep', 1000, async () => {
      runs.push('one');
      throw new Error('broken');
    });
    await until(() => countOf(runs, 'one') === 2);
    await two.schedule('sweep', 1000, async () => void runs.push('two'));
    await one.stop({ timeoutMs: 1000 });
    await until(() => countOf(runs, 'two') === 2);
  });
};
