import { describe, expect, it } from 'vitest';
import type { GenerationId, TrainingId } from '../../shared/ids.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('showing progress', () => {
  it('of a training tells what is stored now, and how long it may take', async () => {
    const { submitted, aisha, ports, look } = aWorld();
    const { id, avatarId, createdAt } = await submitted();
    ports.trainer.progress(ports.trainer.latest().requestId, 64);
    await aisha.jobs['run.check']({ runId: look.runs(id)[0]!.id });
    await aisha.jobs['progress.show']({ subject: { type: 'training', id } });
    expect(ports.notifier.last('training.progressed')).toEqual({
      type: 'training.progressed',
      trainingId: id,
      avatarId,
      avatarName: 'Ada',
      progress: { stage: 'running', percent: 64 },
      minutes: { from: 3, to: 6 },
      since: createdAt.getTime(),
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
      count: 4,
    });
  });

  it('that changes often waits as one job', async () => {
    const { submitted, aisha, ports, look } = aWorld();
    const { id } = await submitted();
    for (const percent of [10, 20, 30]) {
      ports.trainer.progress(ports.trainer.latest().requestId, percent);
      await aisha.jobs['run.check']({ runId: look.runs(id)[0]!.id });
    }
    expect(ports.jobs.pending('progress.show')).toHaveLength(1);
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
