import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProviderEventId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import type { RunFailure, RunObservation } from '../../domain/run/run.ts';
import type { TrainingOutput } from '../../domain/training/training.ts';
import { anEvent, fakeTrainer, freshId, type FakeReport } from '../../testing/index.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

const minute = 60_000;
const noFace: RunFailure = { code: 'photos.no-face', retryable: false };

/** Stores what the provider tells of a training's try, and applies it. */
const tell = async (world: World, report: FakeReport, tryNumber = 1): Promise<void> => {
  const run = world.look.runs().find((run) => run.tryNumber === tryNumber)!;
  const event = anEvent({ ...report, runId: run.id });
  await world.ports.unitOfWork.run(({ events }) => events.add(event));
  await world.aisha.jobs['provider.event']({ eventId: event.id });
};

const submitted = async (own?: Parameters<typeof aWorld>[0]) => {
  const world = aWorld(own);
  const { id, userId } = await world.submitted();
  const { requestId } = world.ports.trainer.latest();
  return { world, id, userId, requestId };
};

/** A first try whose reply was lost, given up after its grace, and a second that was accepted. */
const secondTry = async () => {
  const world = aWorld();
  const { id, userId } = await world.requested();
  world.ports.trainer.loseNextReply();
  await world.ports.jobs.drainFor(minute);
  const [first, second] = world.ports.trainer.accepted();
  return { world, id, userId, first: first!.requestId, second: second!.requestId };
};

describe('the provider’s message', () => {
  it('of success lets the result be collected', async () => {
    const { world, id, requestId } = await submitted();
    await tell(world, world.ports.trainer.succeed(requestId));
    expect(world.look.training(id)).toMatchObject({
      status: 'finishing',
      progress: { stage: 'finishing', percent: 100 },
    });
    expect(world.look.runs(id)).toMatchObject([{ status: 'ended' }]);
    expect(world.ports.jobs.pending('training.collect')).toHaveLength(1);
  });

  it('of failure gives the price back with the reason', async () => {
    const { world, id, userId, requestId } = await submitted();
    await tell(world, world.ports.trainer.fail(requestId, noFace));
    expect(world.look.training(id)).toMatchObject({ status: 'failed', failure: noFace });
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });

  it('without an answer makes us ask', async () => {
    const { world, id, requestId } = await submitted();
    const report = world.ports.trainer.succeed(requestId);
    await tell(world, { ...report, payload: null });
    expect(world.look.training(id).status).toBe('finishing');
  });

  it('that we do not understand makes us ask', async () => {
    const trainer = fakeTrainer();
    trainer.interpret = () => ({ state: 'unknown' });
    const { world, id, requestId } = await submitted({ trainer });
    await tell(world, trainer.succeed(requestId));
    expect(world.look.training(id).status).toBe('finishing');
  });

  it('is tried again where we ask and nobody answers', async () => {
    const { world, id, requestId } = await submitted();
    const report = { ...world.ports.trainer.succeed(requestId), payload: null };
    world.ports.trainer.failNext(new PortError('provider.unavailable', 'ask', { retryable: true }));
    await expect(tell(world, report)).rejects.toMatchObject({ retryable: true });
    expect(world.look.training(id).status).toBe('queued');
  });

  it('about a run of nobody’s is set aside and told to operators, and changes nothing', async () => {
    const { world, id } = await submitted();
    const event = anEvent();
    await world.ports.unitOfWork.run(({ events }) => events.add(event));
    for (let time = 0; time < 2; time += 1) {
      await world.aisha.jobs['provider.event']({ eventId: event.id });
    }
    expect([...world.ports.unitOfWork.committed().quarantined.keys()]).toEqual([event.id]);
    expect(world.look.training(id).status).toBe('queued');
    expect(world.log.find(({ level }) => level === 'error')?.fields).toMatchObject({
      runId: event.runId,
      requestId: event.requestId,
    });
  });

  it('that is gone before its turn is passed over', async () => {
    const { world, id } = await submitted();
    await world.aisha.jobs['provider.event']({ eventId: freshId<ProviderEventId>() });
    expect(world.look.training(id).status).toBe('queued');
    expect(world.log.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});

describe('a message that comes too late', () => {
  it('after the person cancelled brings nothing back and charges nothing', async () => {
    const { world, id, userId, requestId } = await submitted();
    await world.aisha.cancelTraining(id, userId);
    await tell(world, world.ports.trainer.succeed(requestId));
    await world.ports.jobs.drainFor(minute);
    expect(world.look.training(id).status).toBe('cancelled');
    expect(world.look.avatar(world.look.training(id).avatarId).status).toBe('draft');
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });

  it('of failure after success loses nothing', async () => {
    const { world, id, requestId } = await submitted();
    await tell(world, world.ports.trainer.succeed(requestId));
    await tell(world, { requestId, outcome: 'failed', payload: noFace });
    expect(world.look.training(id).status).toBe('finishing');
    await world.ports.jobs.drainFor(minute);
    expect(world.look.training(id).status).toBe('succeeded');
  });
});

describe('a message about a try that has failed already', () => {
  it('does not end the training that is tried again', async () => {
    const { world, id, requestId } = await submitted();
    const { trainer } = world.ports;
    await tell(world, trainer.fail(requestId, { code: 'provider.failed', retryable: true }));
    trainer.observe = () => Promise.resolve({ state: 'cancelled', billing: 'free' });
    await tell(world, { requestId, outcome: 'succeeded', payload: null });
    expect(world.look.training(id).status).toBe('submitting');
  });
});

describe('a message about a try whose reply was lost', () => {
  it('before its grace is over gives the try its name', async () => {
    const world = aWorld();
    const { id } = await world.requested();
    world.ports.trainer.loseNextReply();
    await world.ports.jobs.drain();
    const { requestId } = world.ports.trainer.latest();
    await tell(world, world.ports.trainer.succeed(requestId));
    expect(world.look.runs(id)).toMatchObject([{ status: 'ended', requestId }]);
  });

  it('that does not yet say how it ended is asked about from then on', async () => {
    const trainer = fakeTrainer();
    trainer.interpret = (): RunObservation<TrainingOutput> => ({ state: 'unknown' });
    const world = aWorld({ trainer });
    const { id } = await world.requested();
    trainer.loseNextReply();
    await world.ports.jobs.drain();
    const { requestId } = trainer.latest();
    await tell(world, { requestId, outcome: 'succeeded', payload: undefined });
    expect(world.look.runs(id)).toMatchObject([{ status: 'accepted', requestId }]);

    trainer.succeed(requestId);
    world.ports.clock.advance(20_000);
    await world.aisha.reconcile();
    await world.ports.jobs.drainFor(minute);

    expect(world.look.training(id).status).toBe('succeeded');
    expect(trainer.accepted()).toHaveLength(1);
  });

  it('that was given up brings its result, and the try in its place is cancelled', async () => {
    const { world, id, userId, first, second } = await secondTry();
    await tell(world, world.ports.trainer.succeed(first));
    await world.ports.jobs.drainFor(minute);

    const training = world.look.training(id);
    expect(training.status).toBe('succeeded');
    expect(training.output?.type === 'lora' && training.output.loraUrl).toContain(first);
    const states = world.ports.trainer.accepted().map(({ observation }) => observation.state);
    expect(states).toEqual(['succeeded', 'cancelled']);
    expect(world.look.runs(id)).toMatchObject([
      { status: 'ended', requestId: first },
      { status: 'ended', requestId: second },
    ]);
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
  });

  it('that was given up and failed does not disturb the try in its place', async () => {
    const { world, id, first } = await secondTry();
    await tell(world, world.ports.trainer.fail(first, noFace));
    expect(world.look.training(id).status).toBe('queued');
    expect(world.look.runs(id)).toMatchObject([{ status: 'ended' }, { status: 'accepted' }]);
  });
});

describe('messages in any order, any number of times', () => {
  it('charge once or not at all, and leave nothing open', async () => {
    const step = fc.constantFrom(
      'first ok',
      'first bad',
      'second ok',
      'second bad',
      'cancel',
      'wait',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const { world, id, userId, first, second } = await secondTry();
        const { trainer } = world.ports;
        for (const step of steps) {
          if (step === 'first ok') await tell(world, trainer.succeed(first), 1);
          if (step === 'first bad') await tell(world, trainer.fail(first, noFace), 1);
          if (step === 'second ok') await tell(world, trainer.succeed(second), 2);
          if (step === 'second bad') await tell(world, trainer.fail(second, noFace), 2);
          if (step === 'cancel') await world.aisha.cancelTraining(id, userId);
          if (step === 'wait') await world.ports.jobs.drainFor(minute);
        }
        world.ports.clock.advance(45 * minute);
        await world.aisha.reconcile();
        await world.ports.jobs.drainFor(minute);

        const { status } = world.look.training(id);
        expect(['succeeded', 'failed', 'cancelled', 'expired']).toContain(status);
        const available = status === 'succeeded' ? 240 : 300;
        expect(await world.aisha.getBalance(userId)).toEqual({ available, held: 0 });
        expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
        expect(world.look.runs(id).filter((run) => run.nextCheckAt)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
