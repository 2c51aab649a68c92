import { describe, expect, it } from 'vitest';
import { OrderRefused } from '../domain/run/order-refused.ts';
import { aWorld, type World } from '../testing/world/a-world.ts';
import { before } from '../testing/world/before.ts';

const blocked = { code: 'content.blocked', retryable: false } as const;
const decisionsIn = ({ ports }: World) => [...ports.unitOfWork.committed().decisions.values()];
const picture = (flagged: boolean, index: number) => ({
  url: `https://results.fake.test/run/${index}.png`,
  flagged,
});

/** An order of four, of which the provider flags these. */
const drawn = async (flags: readonly boolean[]) => {
  const world = aWorld();
  const { id, userId } = await world.inTheMaking();
  const images = flags.map(picture);
  world.ports.generator.succeed(world.ports.generator.latest().requestId, { seed: 9, images });
  await world.ports.jobs.drainFor(60_000);
  return { world, id, userId };
};

describe('what the provider would not make is written down, once and with its reason:', () => {
  it('one picture of four', async () => {
    const { world, id, userId } = await drawn([false, false, true, false]);
    await world.aisha.jobs['generation.collect']({ generationId: id });
    expect(decisionsIn(world)).toMatchObject([
      {
        userId,
        subject: { type: 'generation', id },
        judge: 'provider',
        reason: 'pictures flagged: 1 of 4',
      },
    ]);
  });

  it('all of them', async () => {
    const { world } = await drawn([true, true, true, true]);
    expect(decisionsIn(world)).toMatchObject([{ reason: 'pictures flagged: 4 of 4' }]);
  });

  it('an order that it refuses at once', async () => {
    const world = aWorld();
    const { id } = await world.ordered();
    before(world.ports.generator, 'submit', () => {
      throw new OrderRefused('submit', blocked);
    });
    await world.ports.jobs.drainFor(60_000);
    expect(decisionsIn(world)).toMatchObject([
      { subject: { type: 'generation', id }, judge: 'provider', reason: 'content refused' },
    ]);
  });

  it('an order or a training that it refuses while it runs', async () => {
    const world = aWorld();
    const { id } = await world.inTheMaking();
    world.ports.generator.fail(world.ports.generator.latest().requestId, blocked);
    const training = await world.submitted();
    world.ports.trainer.fail(world.ports.trainer.latest().requestId, blocked);
    await world.ports.jobs.drainFor(60_000);
    expect(decisionsIn(world).map(({ subject, judge }) => ({ subject, judge }))).toEqual([
      { subject: { type: 'generation', id }, judge: 'provider' },
      { subject: { type: 'training', id: training.id }, judge: 'provider' },
    ]);
  });
});

describe('nothing is written down', () => {
  it('of pictures that nobody flagged, and of what failed otherwise', async () => {
    const { world } = await drawn([false, false, false, false]);
    await world.submitted();
    const failure = { code: 'provider.failed', retryable: false } as const;
    world.ports.trainer.fail(world.ports.trainer.latest().requestId, failure);
    await world.ports.jobs.drainFor(60_000);
    expect(decisionsIn(world)).toEqual([]);
  });
});
