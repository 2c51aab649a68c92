import { describe, expect, it } from 'vitest';
import type { TrainingId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'stuck' };

describe('ending a training by hand', () => {
  it('gives the whole price back, stops the run and tells its owner', async () => {
    const { ports, aisha, submitted, look } = aWorld();
    const { id, userId, price, avatarId } = await submitted();
    const held = await aisha.getBalance(userId);
    granted(await aisha.manageTrainings.fail({ trainingId: id, by }));
    expect(await aisha.getBalance(userId)).toEqual({
      available: held.available + price,
      held: 0,
    });
    await ports.jobs.drain();
    expect(look.avatar(avatarId).status).toBe('failed');
    expect(ports.trainer.latest().observation.state).toBe('cancelled');
    expect(ports.notifier.last('training.ended')).toMatchObject({ refunded: price });
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'trainings.fail', subject: `training ${id}`, details: { was: 'queued' } },
    ]);
  });

  it('refuses one that is over, and writes nothing down', async () => {
    const { aisha, submitted } = aWorld();
    const { id, userId } = await submitted();
    await aisha.cancelTraining(id, userId);
    const again = await aisha.manageTrainings.fail({ trainingId: id, by });
    expect(again).toEqual({ ok: false, refusal: { code: 'training.ended' } });
    const none = await aisha.manageTrainings.fail({ trainingId: freshId<TrainingId>(), by });
    expect(none).toEqual({ ok: false, refusal: { code: 'training.not-found' } });
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });
});

describe('training a failed version anew', () => {
  const failed = async () => {
    const world = aWorld();
    const { id } = await world.submitted();
    granted(await world.aisha.manageTrainings.fail({ trainingId: id, by }));
    await world.ports.jobs.drain();
    return { ...world, failedId: id };
  };

  it('is another training of the same kind, held for from its owner’s credits', async () => {
    const { ports, aisha, failedId, look } = await failed();
    const before = look.training(failedId);
    const balance = await aisha.getBalance(before.userId);
    const next = granted(await aisha.manageTrainings.retry({ trainingId: failedId, by }));
    expect(next).toMatchObject({ version: 2, status: 'reserved', avatarId: before.avatarId });
    expect(next.recipe).toMatchObject({ preset: before.recipe.preset });
    expect(await aisha.getBalance(before.userId)).toEqual({
      available: balance.available - next.price,
      held: next.price,
    });
    await ports.jobs.drain();
    expect(look.training(next.id).status).toBe('queued');
    const [entry] = await aisha.inspectAudit({ limit: 1 });
    expect(entry).toMatchObject({ action: 'trainings.retry', details: { next: next.id } });
  });

  it('is refused where the owner cannot pay for it', async () => {
    const { ports, aisha, failedId, look } = await failed();
    const { userId } = look.training(failedId);
    const poor = { ...ports.policy.prices, training: dear(ports.policy.prices.training) };
    const world = aWorld({ ...ports, policy: { ...ports.policy, prices: poor } });
    const refused = await world.aisha.manageTrainings.retry({ trainingId: failedId, by });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'credits.insufficient' } });
    expect((await aisha.getBalance(userId)).held).toBe(0);
  });

  it('is refused where it goes on, succeeded, or was tried again already', async () => {
    const { aisha, failedId, submitted, ready } = await failed();
    const next = granted(await aisha.manageTrainings.retry({ trainingId: failedId, by }));
    const retry = (trainingId: TrainingId) => aisha.manageTrainings.retry({ trainingId, by });
    expect(await retry(failedId)).toMatchObject({
      refusal: { code: 'training.superseded', by: next.id },
    });
    expect(await retry((await submitted()).id)).toMatchObject({
      refusal: { code: 'training.not-failed', status: 'queued' },
    });
    expect(await retry((await ready()).activeTrainingId as TrainingId)).toMatchObject({
      refusal: { code: 'training.not-failed', status: 'succeeded' },
    });
    expect(await retry(freshId<TrainingId>())).toMatchObject({
      refusal: { code: 'training.not-found' },
    });
  });
});

const dear = <T extends Readonly<Record<string, object>>>(prices: T): T =>
  Object.fromEntries(
    Object.entries(prices).map(([trainer, presets]) => [
      trainer,
      Object.fromEntries(Object.keys(presets).map((preset) => [preset, 1_000_000])),
    ]),
  ) as T;
