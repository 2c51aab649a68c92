import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import type { RunFailure } from '../../domain/run/run.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';

const retryable: RunFailure = { code: 'provider.failed', retryable: true };
const noFace: RunFailure = { code: 'photos.no-face', retryable: false };

/** A training that the provider has, and the check of its newest try. */
const checked = async () => {
  const world = aWorld();
  const { id, userId, avatarId } = await world.submitted();
  const check = (): Promise<void> =>
    world.aisha.jobs['run.check']({ runId: world.look.runs(id).at(-1)!.id });
  return { ...world, id, userId, avatarId, trainer: world.ports.trainer, check };
};

describe('asking how a run stands', () => {
  it('stores the progress, shows it and asks again later', async () => {
    const { id, look, ports, trainer, check } = await checked();
    trainer.progress(trainer.latest().requestId, 40);
    const before = ports.jobs.pending('run.check').length;
    await check();

    expect(look.training(id)).toMatchObject({
      status: 'running',
      progress: { stage: 'running', percent: 40 },
      startedAt: ports.clock.now(),
    });
    expect(look.runs(id)).toMatchObject([{ status: 'accepted', checks: 1 }]);
    expect(ports.jobs.pending('progress.show')).toHaveLength(1);
    expect(ports.jobs.pending('run.check')).toHaveLength(before);
    await ports.jobs.drain();
    expect(ports.notifier.last('training.progressed')?.progress.percent).toBe(40);
  });

  it('goes on by itself, less and less often, until the run has ended', async () => {
    const { look, id, ports, trainer } = await checked();
    await ports.jobs.drainFor(10 * 60_000);
    const { checks } = look.runs(id)[0]!;
    expect(checks).toBeGreaterThan(40);
    expect(checks).toBeLessThan(50);

    trainer.succeed(trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);

    expect(look.training(id).status).toBe('succeeded');
    expect(ports.jobs.pending()).toEqual([]);
  });

  it('that nobody answers is asked again later', async () => {
    const { look, id, ports, trainer, check } = await checked();
    trainer.failNext(new PortError('provider.unavailable', 'ask', { retryable: true }));
    await check();
    expect(look.runs(id)).toMatchObject([{ status: 'accepted', checks: 1 }]);
    expect(ports.jobs.pending('run.check')).toHaveLength(1);
  });

  it('of a run that is not under way asks nobody', async () => {
    const { aisha, id, userId, trainer, ports, check } = await checked();
    await aisha.cancelTraining(id, userId);
    await ports.jobs.drain();
    let asked = 0;
    before(trainer, 'observe', () => (asked += 1));
    await check();
    await aisha.jobs['run.check']({ runId: freshId() });
    expect(asked).toBe(0);
  });
});

describe('a run that failed', () => {
  it('for a while is tried three times in all, and then given back', async () => {
    const { id, userId, aisha, look, ports, trainer } = await checked();
    for (const failed of [1, 2, 3]) {
      trainer.fail(trainer.latest().requestId, retryable);
      await ports.jobs.drainFor(30_000);
      expect(trainer.accepted()).toHaveLength(Math.min(failed + 1, 3));
    }
    expect(look.runs(id).map(({ status, spentTries }) => [status, spentTries])).toEqual([
      ['ended', 0],
      ['ended', 1],
      ['ended', 2],
    ]);
    expect(look.training(id)).toMatchObject({ status: 'failed', failure: retryable });
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });

  it('and succeeds at the second try costs its price once', async () => {
    const { id, userId, aisha, look, ports, trainer } = await checked();
    trainer.fail(trainer.latest().requestId, retryable);
    await ports.jobs.drainFor(30_000);
    trainer.succeed(trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);
    expect(look.training(id).status).toBe('succeeded');
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
  });

  it('for good is given back at once, with the reason', async () => {
    const { id, userId, avatarId, aisha, look, ports, trainer, check } = await checked();
    trainer.fail(trainer.latest().requestId, noFace);
    await check();
    await ports.jobs.drainFor(60_000);

    expect(look.training(id)).toMatchObject({ status: 'failed', failure: noFace });
    expect(look.avatar(avatarId).status).toBe('failed');
    expect(trainer.accepted()).toHaveLength(1);
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(ports.notifier.last('training.ended')).toMatchObject({
      reason: 'failed',
      failure: 'photos.no-face',
      refunded: 60,
    });
  });
});

describe('a run of pictures', () => {
  it('shows when its stage changes', async () => {
    const { inTheMaking, look, aisha, ports } = aWorld();
    const { id } = await inTheMaking();
    const [run] = look.runs(id);
    ports.generator.progress(ports.generator.latest().requestId);
    for (const _ of [1, 2]) {
      await aisha.jobs['run.check']({ runId: run!.id });
      await ports.jobs.drain();
    }
    expect(look.generation(id).status).toBe('running');
    const told = ports.notifier.told
      .map(({ notification }) => notification)
      .filter(({ type }) => type === 'generation.progressed');
    expect(told.map((told) => 'progress' in told && told.progress.stage)).toEqual([
      'queued',
      'running',
    ]);
  });

  it('that failed for a while is tried again, and paid once', async () => {
    const { inTheMaking, aisha, look, ports } = aWorld();
    const { id, userId } = await inTheMaking();
    ports.generator.fail(ports.generator.latest().requestId, retryable);
    await ports.jobs.drainFor(10_000);
    expect(look.runs(id)).toMatchObject([{ status: 'ended' }, { status: 'accepted' }]);
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);
    expect(look.generation(id).status).toBe('succeeded');
    expect(await aisha.getBalance(userId)).toEqual({ available: 232, held: 0 });
  });

  it('that the provider blocks is given back', async () => {
    const { inTheMaking, aisha, look, ports } = aWorld();
    const { id, userId } = await inTheMaking();
    const blocked = { code: 'content.blocked', retryable: false } as const;
    ports.generator.fail(ports.generator.latest().requestId, blocked);
    await ports.jobs.drainFor(60_000);
    expect(look.generation(id).status).toBe('blocked');
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
    expect(ports.notifier.last('generation.ended')).toMatchObject({ reason: 'blocked' });
  });
});

describe('a run that the provider does not know', () => {
  it('is given time to be seen, and then tried again', async () => {
    const { look, id, trainer, check } = await checked();
    trainer.forget(trainer.latest().requestId);
    for (let checks = 1; checks < 5; checks += 1) await check();
    expect(look.training(id).status).toBe('queued');

    await check();

    expect(look.runs(id)).toMatchObject([{ status: 'ended' }]);
    expect(look.training(id).status).toBe('submitting');
  });
});

describe('a run that was cancelled at the provider', () => {
  it('ends its training with everything given back', async () => {
    const { id, userId, aisha, look, trainer, check } = await checked();
    await trainer.cancel(trainer.latest());
    await check();
    expect(look.training(id).status).toBe('cancelled');
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });
});
