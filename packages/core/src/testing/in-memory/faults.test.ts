import { describe, expect, it } from 'vitest';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { PortError } from '../../shared/port-error.ts';
import { anAvatar, aTraining } from '../builders/avatars.ts';
import { aUser } from '../builders/people.ts';
import { aCheck, handleAll } from '../contracts/jobs.ts';
import { inMemoryPorts } from './ports.ts';

describe('an in-memory unit of work', () => {
  const addUser = ({ unitOfWork }: { unitOfWork: UnitOfWork }, user = aUser()) =>
    unitOfWork.run(async ({ users, jobs }) => {
      await jobs.enqueue(aCheck());
      return users.add(user);
    });

  it('runs work twice after a conflict and keeps one result', async () => {
    const ports = inMemoryPorts();
    let runs = 0;
    ports.unitOfWork.conflictNext();
    await ports.unitOfWork.run(async ({ users, jobs }) => {
      runs += 1;
      await jobs.enqueue(aCheck());
      await users.add(aUser());
    });
    expect(runs).toBe(2);
    expect(ports.unitOfWork.committed().users.size).toBe(1);
    expect(ports.jobs.pending()).toHaveLength(1);
  });

  it('keeps nothing of a failure, and everything of an answer that was lost', async () => {
    const ports = inMemoryPorts();
    ports.unitOfWork.failNext();
    await expect(addUser(ports)).rejects.toMatchObject({ code: 'database.unavailable' });
    expect(ports.unitOfWork.committed().users.size).toBe(0);
    expect(ports.jobs.pending()).toEqual([]);
    ports.unitOfWork.loseNextAnswer();
    await expect(addUser(ports)).rejects.toMatchObject({ code: 'database.unavailable' });
    expect(ports.unitOfWork.committed().users.size).toBe(1);
    expect(ports.jobs.pending()).toHaveLength(1);
    expect(await addUser(ports)).toBe(true);
  });
});

describe('an in-memory job queue', () => {
  it('runs what is due and leaves the rest for its time', async () => {
    const { jobs, clock } = inMemoryPorts();
    const ran: number[] = [];
    await jobs.work(handleAll(async () => void ran.push(clock.now().getTime())));
    const start = clock.now().getTime();
    await jobs.enqueue(aCheck());
    await jobs.enqueue(aCheck(), { startAt: new Date(start + 5_000) });
    expect(await jobs.drain()).toBe(1);
    expect(jobs.pending('run.check')).toHaveLength(1);
    await jobs.drainFor(10_000);
    expect(ran).toEqual([start, start + 5_000]);
    expect(clock.now().getTime()).toBe(start + 10_000);
  });

  it('says so when jobs keep making jobs', async () => {
    const { jobs } = inMemoryPorts();
    await jobs.work(handleAll(() => jobs.enqueue(aCheck())));
    await jobs.enqueue(aCheck());
    await expect(jobs.drain()).rejects.toThrow('due at once');
  });

  it('parks a job after its last try', async () => {
    const { jobs } = inMemoryPorts();
    await jobs.work(handleAll(() => Promise.reject(new Error('broken'))));
    await jobs.enqueue(aCheck());
    await jobs.drainFor(60_000);
    expect(jobs.parked()).toMatchObject([{ tries: 5 }]);
    expect(jobs.pending()).toEqual([]);
  });
});

describe('a fake trainer', () => {
  const order = {
    recipe: aTraining().recipe,
    archiveUrl: 'https://uploads.fake.test/archive-1.zip',
    webhookUrl: undefined,
  };

  it('bills a run whose reply was lost', async () => {
    const { trainer } = inMemoryPorts();
    trainer.loseNextReply();
    await expect(trainer.submit(order)).rejects.toMatchObject({ code: 'provider.outcome-unknown' });
    expect(trainer.accepted()).toHaveLength(1);
    const { requestId } = trainer.latest();
    const report = trainer.succeed(requestId);
    expect(trainer.interpret({ ...report, recipe: order.recipe })).toEqual(
      await trainer.observe(trainer.latest(), order.recipe),
    );
  });

  it('bills nothing for what it refused', async () => {
    const { trainer } = inMemoryPorts();
    const limited = new PortError('provider.rate-limited', 'submit', { retryable: true });
    trainer.failNext(limited);
    await expect(trainer.submit(order)).rejects.toBe(limited);
    expect(trainer.accepted()).toEqual([]);
  });

  it('forgets a run, which is billed all the same', async () => {
    const { trainer } = inMemoryPorts();
    const run = await trainer.submit(order);
    trainer.forget(run.requestId);
    expect(await trainer.observe(run, order.recipe)).toEqual({ state: 'unknown' });
    expect(await trainer.cancel(run)).toBe('not-found');
    expect(trainer.accepted()).toHaveLength(1);
  });
});

describe('in-memory ports', () => {
  it('take what they are given in place of a fake', async () => {
    const { policy } = inMemoryPorts();
    const own = inMemoryPorts({ policy: { ...policy, maxAvatarsPerUser: 1 } });
    expect(own.policy.maxAvatarsPerUser).toBe(1);
    await own.unitOfWork.run(({ avatars }) => avatars.add(anAvatar()));
    expect(own.unitOfWork.committed().avatars.size).toBe(1);
  });
});
