import { describe, expect, it } from 'vitest';
import type { TrainingId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'somebody waits' };

describe('refreshing a training', () => {
  it('learns at once what the provider has made, and who asked is written down', async () => {
    const { ports, aisha, submitted, look } = aWorld();
    const { id } = await submitted();
    ports.trainer.succeed(ports.trainer.latest().requestId);
    const refreshed = granted(await aisha.refreshTraining({ trainingId: id, by }));
    expect(refreshed).toMatchObject({
      asked: 1,
      unanswered: [],
      training: { status: 'finishing' },
    });
    await ports.jobs.drain();
    expect(look.training(id).status).toBe('succeeded');
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'trainings.refresh', subject: `training ${id}`, details: { asked: 1 } },
    ]);
  });

  it('says why the provider did not answer, and changes nothing then', async () => {
    const { ports, aisha, submitted } = aWorld();
    const before = await submitted();
    ports.trainer.failNext(new PortError('provider.unavailable', 'away', { retryable: true }));
    const refreshed = granted(await aisha.refreshTraining({ trainingId: before.id, by }));
    expect(refreshed).toMatchObject({ unanswered: ['provider.unavailable'] });
    expect(refreshed.training).toEqual(before);
  });

  it('has one that waits for its submission submitted, once', async () => {
    const { ports, aisha, requested, look } = aWorld();
    const { id } = await requested();
    granted(await aisha.refreshTraining({ trainingId: id, by }));
    await ports.jobs.drain();
    expect(look.training(id).status).toBe('queued');
    expect(ports.trainer.accepted()).toHaveLength(1);
  });

  it('has nothing to ask about one that is over, or is none', async () => {
    const { aisha, ready } = aWorld();
    const { activeTrainingId } = await ready();
    const over = await aisha.refreshTraining({ trainingId: activeTrainingId as TrainingId, by });
    expect(over).toEqual({ ok: false, refusal: { code: 'training.ended' } });
    const none = await aisha.refreshTraining({ trainingId: freshId<TrainingId>(), by });
    expect(none).toEqual({ ok: false, refusal: { code: 'training.not-found' } });
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });
});
