import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';
import type { TrainingId, UserId } from '../../shared/ids.ts';

describe('requesting a training', () => {
  it('holds the price, records the training with its recipe and queues its submission', async () => {
    const { aisha, draftWithPhotos, look, ports } = aWorld();
    const { id: avatarId, userId } = await draftWithPhotos(12);

    const requested = await aisha.requestTraining({ avatarId, userId, preset: 'quality' });

    expect(requested).toMatchObject({ ok: true, value: { version: 1, price: 150 } });
    const [training] = ports.unitOfWork.committed().trainings.values();
    expect(training).toMatchObject({
      status: 'reserved',
      recipe: { trainer: 'portrait-lora', preset: 'quality' },
      photoIds: look.photos().map(({ id }) => id),
      deadlineAt: new Date(ports.clock.now().getTime() + defaultPolicy.trainingDeadlineMs),
    });
    expect(look.avatar(avatarId).status).toBe('training');
    expect(await aisha.getBalance(userId)).toEqual({ available: 150, held: 150 });
    expect(ports.jobs.pending('training.submit')).toHaveLength(1);
    expect(ports.jobs.pending('progress.show')).toHaveLength(1);
  });

  it('leaves out the photos that versions before failed on, and asks for others where too few are left', async () => {
    const { aisha, draftWithPhotos, send, look, ports } = aWorld();
    const avatar = await draftWithPhotos(11);
    const { id: avatarId, userId } = avatar;
    const photos = look.photos().map(({ id }) => id);
    const failOn = async (photoNumber: number) => {
      const failure = { code: 'photos.no-face', retryable: false, photoNumber } as const;
      ports.trainer.fail(ports.trainer.latest().requestId, failure);
      await ports.jobs.drainFor(60_000);
    };
    const request = async () => {
      const answer = await aisha.requestTraining({ avatarId, userId, preset: 'fast' });
      await ports.jobs.drain();
      return answer;
    };

    await request();
    await failOn(7);
    const second = await request();
    const rest = photos.filter((_, at) => at !== 6);
    expect(second).toMatchObject({ ok: true, value: { photoIds: rest } });
    await failOn(1);
    const refusal = { code: 'photos.too-few', have: 9, need: 10 };
    expect(await request()).toEqual({ ok: false, refusal });

    const other = await send(avatar, 'another one');
    await ports.jobs.drain();
    expect(await request()).toMatchObject({
      ok: true,
      value: { photoIds: [...rest.slice(1), other.id] },
    });
  });

  it('is one training however often, and however late, the same tap is heard', async () => {
    const { aisha, draftWithPhotos, look, ports } = aWorld();
    const { id: avatarId, userId } = await draftWithPhotos();
    const order = { id: freshId<TrainingId>(), avatarId, userId, preset: 'fast' } as const;

    expect(await aisha.requestTraining(order)).toMatchObject({ ok: true, value: { id: order.id } });
    expect(await aisha.requestTraining(order)).toMatchObject({ ok: true, value: { id: order.id } });
    await ports.jobs.drain();
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);

    const late = await aisha.requestTraining(order);
    expect(late).toMatchObject({ ok: true, value: { id: order.id, status: 'succeeded' } });
    expect(look.avatar(avatarId).status).toBe('ready');
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
    expect(ports.trainer.accepted()).toHaveLength(1);
  });

  it("finds nothing under the id of another person's training, and costs nothing", async () => {
    const { aisha, draftWithPhotos, requested } = aWorld();
    const { id } = await requested();
    const { id: avatarId, userId } = await draftWithPhotos();

    const answer = await aisha.requestTraining({ id, avatarId, userId, preset: 'fast' });

    expect(answer).toEqual({ ok: false, refusal: { code: 'avatar.not-found' } });
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });

  it('for more than the price that was shown is refused, for less is charged as less', async () => {
    const { aisha, draftWithPhotos } = aWorld();
    const { id: avatarId, userId } = await draftWithPhotos(10);
    const order = { avatarId, userId, preset: 'quality' } as const;
    expect(await aisha.requestTraining({ ...order, agreedPrice: 149 })).toEqual({
      ok: false,
      refusal: { code: 'price.raised', price: 150, agreed: 149 },
    });
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(await aisha.requestTraining({ ...order, agreedPrice: 151 })).toMatchObject({ ok: true });
    expect(await aisha.getBalance(userId)).toEqual({ available: 150, held: 150 });
  });

  it('learns from accepted photos only', async () => {
    const { aisha, draftWithPhotos, send, look, ports } = aWorld();
    const avatar = await draftWithPhotos(10);
    const tooSmall = await send(avatar, 'far away', { width: 100 });
    await ports.jobs.drain();

    const { id: avatarId, userId } = avatar;
    await aisha.requestTraining({ avatarId, userId, preset: 'fast' });

    const [training] = ports.unitOfWork.committed().trainings.values();
    expect(look.photos()).toHaveLength(11);
    expect(training?.photoIds).toHaveLength(10);
    expect(training?.photoIds).not.toContain(tooSmall.id);
  });

  it('counts versions upwards, and keeps the one in use while the next is made', async () => {
    const { aisha, ready, look } = aWorld();
    const avatar = await ready();
    const { id: avatarId, userId, activeTrainingId } = avatar;

    const again = await aisha.requestTraining({ avatarId, userId, preset: 'fast' });

    expect(again).toMatchObject({ ok: true, value: { version: 2 } });
    expect(look.avatar(avatarId)).toMatchObject({ status: 'training', activeTrainingId });
  });

  it('that is asked for twice at once is begun and paid once', async () => {
    const { aisha, draftWithPhotos, ports } = aWorld();
    const { id: avatarId, userId } = await draftWithPhotos();
    const order = { avatarId, userId, preset: 'fast' } as const;

    const answers = await Promise.all([1, 2, 3].map(() => aisha.requestTraining(order)));

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers).toContainEqual({ ok: false, refusal: { code: 'avatar.busy-training' } });
    expect(ports.unitOfWork.committed().trainings.size).toBe(1);
    expect((await aisha.getBalance(userId)).held).toBe(60);
  });

  it('is done once where the database made us begin again', async () => {
    const { requested, ports, aisha } = aWorld();
    ports.unitOfWork.conflictNext();
    const { userId } = await requested();
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 60 });
    expect(ports.jobs.pending('training.submit')).toHaveLength(1);
  });
});

describe('a refused request', () => {
  it('with too few photos says how many are missing', async () => {
    const { aisha, draftWithPhotos } = aWorld();
    const { id: avatarId, userId } = await draftWithPhotos(9);
    expect(await aisha.requestTraining({ avatarId, userId, preset: 'fast' })).toEqual({
      ok: false,
      refusal: { code: 'photos.too-few', have: 9, need: 10 },
    });
  });

  it('with photos still being looked at says how many', async () => {
    const { aisha, draftWithPhotos, send } = aWorld();
    const avatar = await draftWithPhotos(10);
    await send(avatar, 'one more');
    const { id: avatarId, userId } = avatar;
    expect(await aisha.requestTraining({ avatarId, userId, preset: 'fast' })).toEqual({
      ok: false,
      refusal: { code: 'photos.still-checking', checking: 1 },
    });
  });

  it('for another person’s avatar finds nothing', async () => {
    const { aisha, draftWithPhotos, person } = aWorld();
    const { id: avatarId } = await draftWithPhotos();
    const stranger = await person();
    const order = { avatarId, userId: stranger.id, preset: 'fast' } as const;
    expect(await aisha.requestTraining(order)).toEqual({
      ok: false,
      refusal: { code: 'avatar.not-found' },
    });
    expect(await aisha.requestTraining({ ...order, userId: freshId<UserId>() })).toMatchObject({
      ok: false,
    });
  });

  it('without the credits costs nothing and changes nothing', async () => {
    const prices = { ...defaultPolicy.prices, welcomeGrant: 59 };
    const { aisha, draftWithPhotos, look, ports } = aWorld({
      policy: { ...defaultPolicy, prices },
    });
    const { id: avatarId, userId } = await draftWithPhotos();

    expect(await aisha.requestTraining({ avatarId, userId, preset: 'fast' })).toEqual({
      ok: false,
      refusal: { code: 'credits.insufficient', price: 60, available: 59 },
    });

    expect(look.avatar(avatarId).status).toBe('draft');
    expect(await aisha.getBalance(userId)).toEqual({ available: 59, held: 0 });
    expect(ports.unitOfWork.committed().trainings.size).toBe(0);
    expect(ports.jobs.pending('training.submit')).toEqual([]);
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });
});
