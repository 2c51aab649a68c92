import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import type { UserId } from '../../shared/ids.ts';
import type { Notification } from '../../ports/notifier.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';
import { everyNotification } from '../../testing/contracts/notifier.contract.ts';
import { aClient } from '../../testing/world/a-client.ts';
import { before } from '../../testing/world/before.ts';

const ended: Notification = {
  type: 'generation.ended',
  generationId: freshId(),
  reason: 'failed',
  refunded: 8,
};

const tell = ({ aisha }: World, userId: UserId, notification: Notification = ended) =>
  aisha.jobs['notification.send']({ userId, notification });

describe('telling a person', () => {
  it('reaches them', async () => {
    const world = aWorld();
    const user = await world.person();
    await tell(world, user.id);
    expect(world.ports.notifier.told).toEqual([{ user, notification: ended, images: [] }]);
  });

  it('of their pictures brings the pictures, and remembers how the channel calls them', async () => {
    const world = aWorld();
    const { id, userId } = await world.inTheMaking();
    world.ports.generator.succeed(world.ports.generator.latest().requestId);
    await world.ports.jobs.drainFor(60_000);
    const told = world.ports.notifier.told.at(-1)!;
    expect(told.images.map(({ generationId }) => generationId)).toEqual([id, id, id, id]);
    const { images } = await world.aisha.listImages(userId, { limit: 4 });
    expect(images.map(({ shownAs }) => shownAs)).toEqual(images.map(({ id }) => `shown:${id}`));
  });

  it('who blocks us is given up, and they are left alone from then on', async () => {
    const world = aWorld();
    const { id } = await world.person();
    world.ports.notifier.blockBy(id);
    await tell(world, id);
    expect(world.ports.unitOfWork.committed().users.get(id)?.unreachableSince).toEqual(
      world.ports.clock.now(),
    );

    let asked = 0;
    before(world.ports.notifier, 'notify', () => (asked += 1));
    await tell(world, id);
    expect(asked).toBe(0);
  });

  it('who blocks us does not stop what they paid for', async () => {
    const { submitted, ports, look, aisha } = aWorld();
    const { id, userId } = await submitted();
    ports.notifier.blockBy(userId);
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);
    expect(look.training(id).status).toBe('succeeded');
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
    expect(ports.jobs.parked()).toEqual([]);
  });

  it('who blocked us and came back is told of what ends from then on', async () => {
    const world = aWorld();
    const { aisha, ports, look } = world;
    const { id, userId } = await world.submitted();
    ports.notifier.blockBy(userId);
    ports.trainer.progress(ports.trainer.latest().requestId, 50);
    await ports.jobs.drainFor(30_000);
    expect(ports.unitOfWork.committed().users.get(userId)?.unreachableSince).toBeDefined();
    expect(ports.jobs.pending().filter(({ tries }) => tries > 0)).toEqual([]);
    expect(look.training(id).status).toBe('running');

    ports.notifier.unblockBy(userId);
    await aisha.markReachable(ports.unitOfWork.committed().users.get(userId)!);
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);
    expect(ports.notifier.last('training.succeeded')).toMatchObject({ trainingId: id });
    expect(ports.jobs.parked()).toEqual([]);
  });

  it('waits as long as the messenger asks, and then says it', async () => {
    const world = aWorld();
    const { id: userId } = await world.person();
    const { jobs, notifier, unitOfWork } = world.ports;
    const busy = { retryable: true, retryAfterMs: 30_000 };
    notifier.failNext(new PortError('messenger.rate-limited', 'notify', busy));
    const data = { userId, notification: ended };
    await unitOfWork.run((tx) => tx.jobs.enqueue({ name: 'notification.send', data }));
    await jobs.drainFor(29_999);
    expect(notifier.told).toEqual([]);
    await jobs.drainFor(1);
    expect(notifier.told).toHaveLength(1);
  });

  it('who came over the API goes to their client, never to a channel', async () => {
    const world = await aClient([]);
    let asked = 0;
    before(world.ports.notifier, 'notify', () => (asked += 1));
    for (const notification of everyNotification([])) {
      await tell(world, world.user.id, notification);
    }
    expect(asked).toBe(0);
  });

  it('whom we do not know says nothing', async () => {
    const world = aWorld();
    await tell(world, freshId<UserId>());
    expect(world.ports.notifier.told).toEqual([]);
  });
});
