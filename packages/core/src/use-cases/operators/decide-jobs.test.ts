import { describe, expect, it } from 'vitest';
import type { JobId, RunId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld, granted, type World } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'the provider is back' };

/** A job that was given up, since the messenger refuses what it says. */
const parked = async ({ ports, aisha }: World) => {
  ports.operators.failNext(
    new PortError('messenger.rejected', 'no such chat', { retryable: false }),
  );
  const alarm = { alarm: 'jobs-parked', phase: 'raised', since: 0, count: 1, jobs: ['run.check'] };
  await ports.unitOfWork.run(({ jobs }) =>
    jobs.enqueue({ name: 'operator.alarm', data: { alarm: alarm as never } }),
  );
  await ports.jobs.drain();
  const [job] = await aisha.inspectJobs.list({ limit: 1, state: 'parked' });
  return job!;
};

const audited = ({ aisha }: World) => aisha.inspectAudit({ limit: 10 });

describe('an operator who retries a job', () => {
  it('that was given up has it done, and is written down with it', async () => {
    const world = aWorld();
    const job = await parked(world);
    expect(job).toMatchObject({ name: 'operator.alarm', reason: 'no such chat' });
    granted(await world.aisha.retryJob({ id: job.id, by }));
    await world.ports.jobs.drain();
    expect(world.ports.operators.told).toHaveLength(1);
    expect(await world.aisha.inspectJobs.show(job.id)).toMatchObject({ state: 'done' });
    expect(await audited(world)).toMatchObject([
      {
        ...by,
        action: 'jobs.retry',
        subject: `job ${job.id}`,
        details: { name: 'operator.alarm', was: 'parked' },
      },
    ]);
  });

  it('that is over, or was never there, changes nothing', async () => {
    const world = aWorld();
    const { id } = await parked(world);
    granted(await world.aisha.cancelJob({ id, by }));
    expect(await world.aisha.retryJob({ id, by })).toMatchObject({
      refusal: { code: 'job.ended' },
    });
    const nobodys = await world.aisha.retryJob({ id: freshId<JobId>(), by });
    expect(nobodys).toMatchObject({ refusal: { code: 'job.not-found' } });
    expect(await audited(world)).toHaveLength(1);
  });
});

describe('an operator who cancels a job', () => {
  it('has it never done', async () => {
    const world = aWorld();
    const { ports, aisha } = world;
    const data = { runId: freshId<RunId>() };
    const startAt = new Date(ports.clock.now().getTime() + 60_000);
    await ports.unitOfWork.run(({ jobs }) =>
      jobs.enqueue({ name: 'run.check', data }, { startAt }),
    );
    const [job] = await aisha.inspectJobs.list({ limit: 1, name: 'run.check' });
    granted(await aisha.cancelJob({ id: job!.id, by }));
    expect(ports.jobs.pending()).toEqual([]);
    expect(await aisha.inspectJobs.show(job!.id)).toMatchObject({ state: 'cancelled' });
    expect(await audited(world)).toMatchObject([{ action: 'jobs.cancel', who: 'ada' }]);
  });

  it('and is not written down where the change was undone', async () => {
    const world = aWorld();
    const { id } = await parked(world);
    world.ports.unitOfWork.failNext();
    await expect(world.aisha.cancelJob({ id, by })).rejects.toThrow('went away');
    expect(await world.aisha.inspectJobs.show(id)).toMatchObject({ state: 'parked' });
    expect(await audited(world)).toEqual([]);
  });
});
