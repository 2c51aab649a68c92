import { describe, expect, it } from 'vitest';
import type { GenerationId, TrainingId } from '../../shared/ids.ts';
import { aFinishedTraining, freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('showing progress', () => {
  it('of a training tells what is stored now, and how long it may take', async () => {
    const { submitted, aisha, ports, look } = aWorld();
    const { id, avatarId } = await submitted();
    ports.trainer.progress(ports.trainer.latest().requestId, 64);
    await aisha.jobs['run.check']({ runId: look.runs(id)[0]!.id });
    ports.clock.advance(95_000);
    await aisha.jobs['progress.show']({ subject: { type: 'training', id } });
    expect(ports.notifier.last('training.progressed')).toEqual({
      type: 'training.progressed',
      trainingId: id,
      avatarId,
      avatarName: 'Ada',
      progress: { stage: 'running', percent: 64 },
      attempt: { number: 1, isPaused: false },
      minutes: { from: 3, to: 6 },
      elapsedMs: 95_000,
    });
  });

  it('of an order tells what is stored now', async () => {
    const { ordered, aisha, ports } = aWorld();
    const { id } = await ordered();
    await aisha.jobs['progress.show']({ subject: { type: 'generation', id } });
    expect(ports.notifier.last('generation.progressed')).toEqual({
      type: 'generation.progressed',
      generationId: id,
      progress: { stage: 'preparing' },
      attempt: { number: 1, isPaused: false },
      price: 8,
      count: 4,
    });
  });

  it('is due at once for a new stage, and in a while for what goes on, however often that changes', async () => {
    const { submitted, aisha, ports, look } = aWorld();
    const { id } = await submitted();
    for (const percent of [10, 20, 30, 40]) {
      ports.trainer.progress(ports.trainer.latest().requestId, percent);
      await aisha.jobs['run.check']({ runId: look.runs(id)[0]!.id });
    }
    const now = ports.clock.now().getTime();
    const waits = ports.jobs.pending('progress.show').map(({ startAt }) => startAt.getTime() - now);
    expect(waits).toEqual([0, 2000]);
  });

  it('of a training that takes ten minutes is shown some thirty times, and never less of it', async () => {
    const { submitted, ports } = aWorld();
    await submitted();
    const { requestId } = ports.trainer.latest();
    const before = ports.notifier.told.length;
    for (let percent = 0; percent < 100; percent += 1) {
      ports.trainer.progress(requestId, percent);
      await ports.jobs.drainFor(6000);
    }
    const shown = ports.notifier.told
      .slice(before)
      .map(({ notification }) => notification)
      .filter((news) => news.type === 'training.progressed')
      .map(({ progress }) => progress.percent ?? 0);
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.length).toBeLessThan(40);
    expect(shown).toEqual(shown.toSorted((one, other) => one - other));
  });

  it('of a training that the provider failed once says that it is being tried again', async () => {
    const { submitted, ports } = aWorld();
    await submitted();
    ports.trainer.fail(ports.trainer.latest().requestId);
    const before = ports.notifier.told.length;
    await ports.jobs.drainFor(20_000);
    const attempts = ports.notifier.told
      .slice(before)
      .flatMap(({ notification: news }) =>
        news.type === 'training.progressed' ? [news.attempt.number] : [],
      );
    expect([...new Set(attempts)]).toEqual([2]);
    expect(ports.trainer.accepted()).toHaveLength(2);
  });

  it('of a training says how long ours took lately, once there are enough of them', async () => {
    const world = aWorld();
    const { ports, aisha } = world;
    const { id } = await world.submitted();
    const { trainings } = ports.unitOfWork.committed();
    const now = ports.clock.now().getTime();
    for (let at = 0; at < 20; at += 1) {
      const createdAt = new Date(now - 7.5 * 60_000 - at * 10_000);
      const done = aFinishedTraining({ createdAt, finishedAt: new Date(now) });
      trainings.set(done.id, done);
    }
    await aisha.jobs['progress.show']({ subject: { type: 'training', id } });
    expect(ports.notifier.last('training.progressed')?.minutes).toEqual({ from: 9, to: 11 });
  });

  it('of what has ended, or never was, says nothing', async () => {
    const { inTheMaking, aisha, ports } = aWorld();
    const { id, userId, trainingId } = await inTheMaking();
    await aisha.cancelGeneration(id, userId);
    const before = ports.notifier.told.length;
    await aisha.jobs['progress.show']({ subject: { type: 'generation', id } });
    await aisha.jobs['progress.show']({ subject: { type: 'training', id: trainingId } });
    await aisha.jobs['progress.show']({ subject: { type: 'training', id: freshId<TrainingId>() } });
    await aisha.jobs['progress.show']({
      subject: { type: 'generation', id: freshId<GenerationId>() },
    });
    expect(ports.notifier.told).toHaveLength(before);
  });
});
