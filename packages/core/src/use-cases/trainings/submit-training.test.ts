import { describe, expect, it } from 'vitest';
import type { ProviderEventId, TrainingId } from '../../shared/ids.ts';
import { PortError, type PortErrorCode } from '../../shared/port-error.ts';
import { fakeWebhook, freshId, readPlainArchive, streamOf } from '../../testing/index.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';

const minute = 60_000;
const failure = (code: PortErrorCode, retryable: boolean, retryAfterMs?: number) =>
  new PortError(code, 'submit', { retryable, ...(retryAfterMs ? { retryAfterMs } : {}) });

/** Runs the submission job as often as given, and nothing else. */
const submit = async ({ aisha }: World, trainingId: TrainingId, times = 1): Promise<void> => {
  for (let time = 0; time < times; time += 1) await aisha.jobs['training.submit']({ trainingId });
};

const secondsUntilNextTry = ({ ports }: World): number => {
  const next = ports.jobs.pending('training.submit').at(-1)!;
  return (next.startAt.getTime() - ports.clock.now().getTime()) / 1000;
};

const expectAbout = (seconds: number, { from, to }: { from: number; to: number }): void => {
  expect(seconds).toBeGreaterThanOrEqual(from);
  expect(seconds).toBeLessThan(to);
};

describe('submitting a training', () => {
  it('hands the recipe and every photo that was paid for to the provider', async () => {
    const world = aWorld();
    const { id, recipe, photoIds } = await world.requested();
    await submit(world, id);

    const { order, requestId } = world.ports.trainer.latest();
    expect(order.recipe).toEqual(recipe);
    const entries = readPlainArchive(world.ports.trainer.archives.get(order.archiveUrl)!);
    expect(entries.map(({ name }) => name)).toEqual(
      photoIds.map((_, at) => `${String(at + 1).padStart(3, '0')}.jpg`),
    );
    expect(world.look.runs(id)).toMatchObject([{ status: 'accepted', tryNumber: 1, requestId }]);
    expect(world.look.training(id)).toMatchObject({
      status: 'queued',
      progress: { stage: 'queued' },
    });
    expect(world.ports.jobs.pending('run.check')).toHaveLength(1);
  });

  it('happens once however often the job runs', async () => {
    const world = aWorld();
    const { id } = await world.requested();
    await submit(world, id, 5);
    expect(world.ports.trainer.accepted()).toHaveLength(1);
  });

  it('happens once when two workers have the job at once', async () => {
    const world = aWorld();
    const { id } = await world.requested();
    await Promise.all([submit(world, id), submit(world, id)]);
    expect(world.ports.trainer.accepted()).toHaveLength(1);
    expect(world.look.runs(id)).toMatchObject([{ status: 'accepted' }]);
  });

  it('happens once when storing the acceptance seemed to fail', async () => {
    const world = aWorld();
    const { id } = await world.requested();
    before(world.ports.trainer, 'submit', () => world.ports.unitOfWork.loseNextAnswer());
    await submit(world, id);
    await world.ports.jobs.drainFor(2 * minute);
    expect(world.ports.trainer.accepted()).toHaveLength(1);
    expect(world.look.runs(id)).toMatchObject([{ status: 'accepted' }]);
  });

  it('of a training that nobody knows changes nothing', async () => {
    const world = aWorld();
    await submit(world, freshId<TrainingId>());
    expect(world.ports.trainer.accepted()).toEqual([]);
  });
});

describe('a submission whose reply was lost', () => {
  const lost = async () => {
    const world = aWorld();
    const { id } = await world.requested();
    world.ports.trainer.loseNextReply();
    await world.ports.jobs.drain();
    return { world, id };
  };

  it('is waited for, and then made again', async () => {
    const { world, id } = await lost();
    await submit(world, id, 3);
    expect(world.look.runs(id)).toMatchObject([{ status: 'intended' }]);
    expect(world.ports.trainer.accepted()).toHaveLength(1);

    await world.ports.jobs.drainFor(minute);

    expect(world.look.runs(id)).toMatchObject([
      { status: 'abandoned', tryNumber: 1 },
      { status: 'accepted', tryNumber: 2, spentTries: 1 },
    ]);
    expect((await world.aisha.getBalance(world.look.training(id).userId)).held).toBe(60);
  });

  it('is healed by the webhook, which names what was meant', async () => {
    const { world, id } = await lost();
    const { requestId, order } = world.ports.trainer.latest();
    const query = new URL(order.webhookUrl!).search.slice(1);
    const report = world.ports.trainer.succeed(requestId);

    await world.aisha.receiveWebhook({ query, ...fakeWebhook(report) });
    await world.ports.jobs.drainFor(2 * minute);

    expect(world.ports.trainer.accepted()).toHaveLength(1);
    expect(world.look.runs(id)).toMatchObject([{ status: 'ended', requestId }]);
    expect(world.look.training(id).status).toBe('succeeded');
  });

  /** The webhook of the newest try has come, and its job waits. */
  const heard = async (world: World): Promise<() => Promise<void>> => {
    const { requestId, order } = world.ports.trainer.latest();
    const query = new URL(order.webhookUrl!).search.slice(1);
    const report = fakeWebhook(world.ports.trainer.succeed(requestId));
    await world.aisha.receiveWebhook({ query, ...report });
    const [{ job } = {}] = world.ports.jobs.pending('provider.event');
    return () => world.aisha.jobs['provider.event'](job!.data as { eventId: ProviderEventId });
  };

  it('is not made again when the webhook is worked on in the same moment', async () => {
    const { world, id } = await lost();
    world.ports.clock.advance(minute);
    before(world.ports.trainer, 'uploadArchive', await heard(world));
    await submit(world, id);
    expect(world.ports.trainer.accepted()).toHaveLength(1);
    expect(world.look.training(id).status).toBe('finishing');
  });

  it('is not given up when the webhook is worked on in the same moment', async () => {
    const { world, id } = await lost();
    for (const _ of [2, 3]) {
      world.ports.trainer.loseNextReply();
      await world.ports.jobs.drainFor(minute);
    }
    world.ports.clock.advance(minute);
    const hear = await heard(world);
    // The first transaction gives up, after the training and its tries were read.
    before(world.ports.unitOfWork, 'run', hear);
    await submit(world, id);
    expect(world.look.training(id).status).toBe('finishing');
  });

  it('is waited for by nobody once the person cancelled', async () => {
    const { world, id } = await lost();
    await world.aisha.cancelTraining(id, world.look.training(id).userId);
    await world.ports.jobs.drainFor(2 * minute);
    expect(world.look.runs(id)).toMatchObject([{ status: 'abandoned' }]);
    expect(world.ports.trainer.accepted()).toHaveLength(1);
  });

  it('three times over is given back, and the person is told', async () => {
    const { world, id } = await lost();
    for (const _ of [2, 3]) {
      world.ports.trainer.loseNextReply();
      await world.ports.jobs.drainFor(minute);
    }
    expect(world.look.runs(id)).toHaveLength(3);

    await world.ports.jobs.drainFor(minute);

    expect(world.look.training(id)).toMatchObject({
      status: 'failed',
      failure: { code: 'provider.unavailable' },
    });
    expect(world.ports.trainer.accepted()).toHaveLength(3);
    const { userId } = world.look.training(id);
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(world.ports.notifier.last('training.ended')).toMatchObject({ refunded: 60 });
  });
});

describe('a submission that the provider refuses', () => {
  const refusedWith = async (error: PortError) => {
    const world = aWorld();
    const { id } = await world.requested();
    before(world.ports.trainer, 'submit', () => {
      throw error;
    });
    await submit(world, id);
    return { world, id };
  };

  it('for now waits, and is made again without using up a try', async () => {
    const { world, id } = await refusedWith(failure('provider.unavailable', true));
    expectAbout(secondsUntilNextTry(world), { from: 2, to: 3 });

    await world.ports.jobs.drainFor(minute);

    expect(world.look.runs(id)).toMatchObject([
      { status: 'refused' },
      { status: 'accepted', tryNumber: 2, spentTries: 0 },
    ]);
  });

  it('waits at least as long as the provider asks, and not all for the same moment', async () => {
    const { world } = await refusedWith(failure('provider.rate-limited', true, 17_000));
    expectAbout(secondsUntilNextTry(world), { from: 17, to: 22 });
  });

  it.each(['provider.balance-exhausted', 'provider.unauthorized'] as const)(
    'because of our account (%s) waits, calls an operator and blames nobody',
    async (code) => {
      const { world, id } = await refusedWith(failure(code, code !== 'provider.unauthorized'));
      expectAbout(secondsUntilNextTry(world), { from: 30, to: 32 });
      expect(world.look.training(id).status).toBe('submitting');
      const reason = code.slice('provider.'.length);
      await world.ports.jobs.drain();
      expect(world.ports.operators.told).toMatchObject([
        { alarm: 'provider-paused', phase: 'raised', scope: 'account', reason },
      ]);

      await world.ports.jobs.drainFor(minute);
      expect(world.look.training(id).status).toBe('queued');
      expect(world.ports.notifier.last('training.ended')).toBe(undefined);
    },
  );

  it('for good is given back with a reason, and not made again', async () => {
    const { world, id } = await refusedWith(failure('provider.rejected', false));
    await world.ports.jobs.drainFor(5 * minute);
    expect(world.look.training(id)).toMatchObject({
      status: 'failed',
      failure: { code: 'input.rejected' },
    });
    expect(world.ports.trainer.accepted()).toEqual([]);
    expect((await world.aisha.getBalance(world.look.training(id).userId)).available).toBe(300);
  });
});

describe('an archive that is not what was paid for', () => {
  it('is not sent while a photo is missing, and is once the photo is back', async () => {
    const world = aWorld();
    const { id, userId, photoIds } = await world.requested();
    const { stored } = world.look.photos().find((photo) => photo.id === photoIds[3])!;
    const content = world.ports.blobs.contentOf(stored!.blobKey)!;
    await world.ports.blobs.delete(stored!.blobKey);

    await world.ports.jobs.drainFor(minute);
    expect(world.ports.trainer.archives.size).toBe(0);
    expect(world.look.training(id).status).toBe('reserved');
    expect((await world.aisha.getBalance(userId)).held).toBe(60);

    const options = { contentType: 'image/jpeg', maxBytes: content.length };
    await world.ports.blobs.put(stored!.blobKey, streamOf(content), options);
    await world.ports.jobs.drainFor(minute);
    expect(world.look.training(id).status).toBe('queued');
  });

  it('is not sent while a photo is another one than was accepted', async () => {
    const world = aWorld();
    const { id } = await world.requested();
    const [{ stored } = {}] = world.look.photos();
    const another = world.ports.blobs.contentOf(stored!.blobKey)!.toReversed();
    const options = { contentType: 'image/jpeg', maxBytes: another.length };
    await world.ports.blobs.put(stored!.blobKey, streamOf(another), options);

    await world.ports.jobs.drainFor(minute);

    expect(world.ports.trainer.accepted()).toEqual([]);
    expect(world.look.runs(id)).toEqual([]);
  });
});

describe('a training that is cancelled while it is submitted', () => {
  it('is cancelled at the provider as soon as its reply is there, and costs nothing', async () => {
    const world = aWorld();
    const { id, userId } = await world.requested();
    before(world.ports.trainer, 'submit', () => world.aisha.cancelTraining(id, userId));

    await world.ports.jobs.drainFor(2 * minute);

    const { observation, requestId } = world.ports.trainer.latest();
    expect(observation.state).toBe('cancelled');
    expect(world.look.runs(id)).toMatchObject([{ status: 'ended', requestId }]);
    expect(world.look.training(id).status).toBe('cancelled');
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });

  it('before anything is sent is not sent', async () => {
    const world = aWorld();
    const { id, userId } = await world.requested();
    before(world.ports.trainer, 'uploadArchive', () => world.aisha.cancelTraining(id, userId));
    await world.ports.jobs.drainFor(2 * minute);
    expect(world.ports.trainer.accepted()).toEqual([]);
    expect(world.look.runs(id)).toEqual([]);
  });
});
