import { describe, expect, it } from 'vitest';
import type { TrainingId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';

const day = 24 * 60 * 60_000;
const keysUnder = ({ ports }: World, prefix: string) =>
  ports.blobs.keys().filter((key) => key.startsWith(prefix));
const told = ({ ports }: World) => ports.notifier.told.map(({ notification }) => notification);

describe('deleting an avatar', () => {
  it('hides it at once, and removes its photos and weights from storage', async () => {
    const world = aWorld();
    const { id, userId, activeTrainingId = '' } = await world.ready();
    expect(keysUnder(world, `photos/${id}/`).length).toBeGreaterThanOrEqual(10);
    expect(keysUnder(world, `trainings/${activeTrainingId}/`).length).toBeGreaterThan(0);
    const deleted = await world.aisha.deleteAvatar(id, userId);
    expect(deleted).toMatchObject({ ok: true, value: { status: 'deleted', isMain: false } });
    expect(await world.aisha.listAvatars(userId, { limit: 10 })).toEqual([]);
    await world.ports.jobs.drain();
    expect(keysUnder(world, 'photos/')).toEqual([]);
    expect(keysUnder(world, 'trainings/')).toEqual([]);
    expect(world.look.photos()).toEqual([]);
    expect(world.look.training(activeTrainingId as TrainingId)).toMatchObject({
      status: 'succeeded',
      result: undefined,
      resultDeletedAt: world.ports.clock.now(),
    });
    expect(world.ports.providerFiles.deleted).toHaveLength(1);
    world.ports.clock.advance(day + 1);
    expect(await world.aisha.sweepOrphans()).toMatchObject({ orphans: 0, missing: 0 });
  });

  it('leaves the pictures that were made with it', async () => {
    const world = aWorld();
    const { avatarId, userId } = await world.inTheMaking();
    world.ports.generator.succeed(world.ports.generator.latest().requestId);
    await world.ports.jobs.drainFor(60_000);
    const before = await world.aisha.listImages(userId, { limit: 10 });
    await world.aisha.deleteAvatar(avatarId, userId);
    await world.ports.jobs.drain();
    expect(await world.aisha.listImages(userId, { limit: 10 })).toEqual(before);
    expect(keysUnder(world, 'images/').length).toBeGreaterThan(0);
  });

  it('passes the main mark on to the newest that is ready', async () => {
    const world = aWorld();
    const main = await world.draft();
    const { userId } = main;
    const usable = await world.ready({ userId });
    const newest = await world.draft({ userId });
    await world.aisha.deleteAvatar(main.id, userId);
    expect(world.look.avatar(usable.id).isMain).toBe(true);
    await world.aisha.deleteAvatar(usable.id, userId);
    expect(world.look.avatar(newest.id).isMain).toBe(true);
    await world.aisha.deleteAvatar(newest.id, userId);
    expect((await world.draft({ userId })).isMain).toBe(true);
  });

  it('stops a training and orders under way first, and gives everything back', async () => {
    const world = aWorld();
    const avatar = await world.ready();
    const { id: avatarId, userId } = avatar;
    await world.ordered({ avatarId });
    await world.ports.jobs.drain();
    const { id } = await world.submitted({ avatarId, userId });
    const { available, held } = await world.aisha.getBalance(userId);
    expect(held).toBeGreaterThan(0);
    await world.aisha.deleteAvatar(avatarId, userId);
    expect(world.look.training(id).status).toBe('cancelled');
    expect(await world.aisha.getBalance(userId)).toEqual({ available: available + held, held: 0 });
    await world.ports.jobs.drainFor(60_000);
    expect(told(world).filter(({ type }) => type.endsWith('.ended'))).toMatchObject([
      { type: 'training.ended', reason: 'cancelled' },
      { type: 'generation.ended', reason: 'cancelled' },
    ]);
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
  });

  it('takes a training back whose weights are just being kept', async () => {
    const world = aWorld();
    const { id, avatarId, userId } = await world.submitted();
    world.ports.fetcher.failNext(
      new PortError('fetch.failed', 'not now', { retryable: true, retryAfterMs: 60_000 }),
    );
    world.ports.trainer.succeed(world.ports.trainer.latest().requestId);
    await world.ports.jobs.drainFor(30_000);
    expect(world.look.training(id).status).toBe('finishing');
    await world.aisha.deleteAvatar(avatarId, userId);
    await world.ports.jobs.drainFor(300_000);
    expect(world.look.training(id)).toMatchObject({ status: 'cancelled', result: undefined });
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });

  it("does not find another person's, or one that is gone", async () => {
    const world = aWorld();
    const { id, userId } = await world.draft();
    const stranger = await world.person();
    const refused = { ok: false, refusal: { code: 'avatar.not-found' } };
    expect(await world.aisha.deleteAvatar(id, stranger.id)).toEqual(refused);
    const answers = await Promise.all([1, 2, 3].map(() => world.aisha.deleteAvatar(id, userId)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await world.aisha.deleteAvatar(id, userId)).toEqual(refused);
  });
});
