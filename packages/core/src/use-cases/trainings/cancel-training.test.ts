import { describe, expect, it } from 'vitest';
import type { TrainingId } from '../../shared/ids.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

describe('cancelling a training', () => {
  it('stops it at the provider and gives the whole price back', async () => {
    const { submitted, aisha, look, ports } = aWorld();
    const { id, userId, avatarId } = await submitted();

    expect(await aisha.cancelTraining(id, userId)).toMatchObject({
      ok: true,
      value: { id, status: 'cancelled' },
    });
    await ports.jobs.drain();

    expect(look.training(id).status).toBe('cancelled');
    expect(look.avatar(avatarId).status).toBe('draft');
    expect(ports.trainer.latest().observation.state).toBe('cancelled');
    expect(look.runs(id)).toMatchObject([{ status: 'ended', nextCheckAt: undefined }]);
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(ports.notifier.last('training.ended')).toMatchObject({
      reason: 'cancelled',
      refunded: 60,
    });
  });

  it('that was asked for but not yet submitted means that nothing is', async () => {
    const { requested, aisha, ports, look } = aWorld();
    const { id, userId } = await requested();
    await aisha.cancelTraining(id, userId);
    await ports.jobs.drainFor(60_000);
    expect(ports.trainer.accepted()).toEqual([]);
    expect(look.runs(id)).toEqual([]);
  });

  it('of a ready avatar leaves its last version in use', async () => {
    const { ready, submitted, aisha, look } = aWorld();
    const { id: avatarId, userId, activeTrainingId } = await ready();
    const { id } = await submitted({ avatarId, userId });
    await aisha.cancelTraining(id, userId);
    expect(look.avatar(avatarId)).toMatchObject({ status: 'ready', activeTrainingId });
  });
});

describe('a training that cannot be cancelled', () => {
  it('because it is another person’s is not found', async () => {
    const { submitted, person, aisha, look } = aWorld();
    const { id } = await submitted();
    const stranger = await person();
    const refusal = { code: 'training.not-found' };
    expect(await aisha.cancelTraining(id, stranger.id)).toEqual({ ok: false, refusal });
    expect(await aisha.cancelTraining(freshId<TrainingId>(), stranger.id)).toEqual({
      ok: false,
      refusal,
    });
    expect(look.training(id).status).toBe('queued');
  });

  it('because it has ended stays as it is, and nothing is given back twice', async () => {
    const { submitted, aisha, look, ports } = aWorld();
    const { id, userId } = await submitted();
    const answers = await Promise.all([1, 2, 3].map(() => aisha.cancelTraining(id, userId)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers).toContainEqual({ ok: false, refusal: { code: 'training.ended' } });
    expect(look.training(id).status).toBe('cancelled');
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });
});
