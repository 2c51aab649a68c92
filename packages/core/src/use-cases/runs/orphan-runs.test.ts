import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GenerationId, ProviderRequestId, TrainingId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { anEvent, type FakeReport } from '../../testing/index.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

const minute = 60_000;
const noFace = { code: 'photos.no-face', retryable: false } as const;

/** Stores what the provider tells under the address of a subject's first try, and applies it. */
const tell = async (world: World, report: FakeReport, id: TrainingId | GenerationId) => {
  const event = anEvent({ ...report, runId: world.look.runs(id)[0]!.id });
  await world.ports.unitOfWork.run(({ events }) => events.add(event));
  await world.aisha.jobs['provider.event']({ eventId: event.id });
};

/** A training whose one submission the provider took twice: we heard of the first. */
const takenTwice = async (own?: Parameters<typeof aWorld>[0]) => {
  const world = aWorld(own);
  const { id, userId } = await world.submitted();
  const { requestId: heard } = world.ports.trainer.latest();
  const orphan = world.ports.trainer.takeAgain(heard);
  const stateOf = (requestId: ProviderRequestId) =>
    world.ports.trainer.accepted().find((run) => run.requestId === requestId)?.observation.state;
  return { world, id, userId, heard, orphan, stateOf };
};

describe('a submission that the provider took twice', () => {
  it('is recorded as what it is and cancelled, and the run we know goes on', async () => {
    const { world, id, userId, heard, orphan, stateOf } = await takenTwice();
    const { trainer } = world.ports;
    await tell(world, { requestId: orphan, outcome: 'succeeded', payload: null }, id);
    const [run, other] = world.look.runs(id);
    expect(other).toMatchObject({
      requestId: orphan,
      orphanOf: run!.id,
      status: 'abandoned',
      tryNumber: 1,
      cost: { expectedMicroUsd: 2_400_000, billing: 'open' },
    });
    await world.ports.jobs.drainFor(minute);
    expect(stateOf(orphan)).toBe('cancelled');
    expect(stateOf(heard)).toBe('queued');
    expect(world.look.runs(id)).toMatchObject([
      { status: 'accepted', requestId: heard },
      { status: 'ended', requestId: orphan, cost: { billing: 'free' } },
    ]);

    trainer.succeed(heard);
    await world.ports.jobs.drainFor(minute);
    expect(world.look.training(id)).toMatchObject({ status: 'succeeded' });
    expect(world.look.runs(id)[0]).toMatchObject({ cost: { billing: 'billed' } });
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
  });

  it('delivers the result that comes first, and the other run is cancelled', async () => {
    const { world, id, userId, heard, orphan, stateOf } = await takenTwice();
    await tell(world, world.ports.trainer.succeed(orphan), id);
    await world.ports.jobs.drainFor(minute);
    const training = world.look.training(id);
    expect(training.status).toBe('succeeded');
    expect(training.output?.type === 'lora' && training.output.loraUrl).toContain(orphan);
    expect(stateOf(heard)).toBe('cancelled');
    expect(world.look.runs(id)).toMatchObject([
      { status: 'ended', requestId: heard, cost: { billing: 'free' } },
      { status: 'ended', requestId: orphan, cost: { billing: 'billed' } },
    ]);
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
  });

  it('that both succeed is charged once, and what we owe for both is recorded', async () => {
    const { world, id, userId, heard, orphan } = await takenTwice();
    const { trainer } = world.ports;
    await tell(world, trainer.succeed(heard), id);
    await tell(world, trainer.succeed(orphan), id);
    await world.ports.jobs.drainFor(minute);
    const { output } = world.look.training(id);
    expect(output?.type === 'lora' && output.loraUrl).toContain(heard);
    expect(world.look.runs(id).map(({ cost }) => cost.billing)).toEqual(['billed', 'billed']);
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
  });

  it('is not ended by its orphan failing or being cancelled', async () => {
    const { world, id, orphan } = await takenTwice();
    await tell(world, world.ports.trainer.fail(orphan, noFace), id);
    expect(world.look.training(id).status).toBe('queued');
    expect(world.look.runs(id)).toMatchObject([{ status: 'accepted' }, { status: 'ended' }]);
  });

  it('shows the progress of the run we know only', async () => {
    const { world, id, orphan } = await takenTwice();
    world.ports.trainer.progress(orphan, 80);
    world.ports.trainer.cancel = () => Promise.resolve('requested');
    await tell(world, { requestId: orphan, outcome: 'succeeded', payload: null }, id);
    expect(world.look.training(id)).toMatchObject({ status: 'queued' });
  });

  it('is recorded once however often it is told of, and at once', async () => {
    const { world, id, orphan } = await takenTwice();
    const report = world.ports.trainer.succeed(orphan);
    const failed = { ...report, outcome: 'failed', payload: noFace } as const;
    await tell(world, report, id);
    await tell(world, failed, id);
    expect(world.look.runs(id)).toHaveLength(2);
    expect(world.look.runs(id)[1]).toMatchObject({ cost: { billing: 'billed' } });
  });

  it('is recorded where the webhook of one comes before the reply that names the other', async () => {
    const world = aWorld();
    const { id } = await world.requested();
    const { trainer, unitOfWork } = world.ports;
    const submit = trainer.submit.bind(trainer);
    trainer.submit = async (order) => {
      const handle = await submit(order);
      const orphan = trainer.takeAgain(handle.requestId);
      await tell(world, trainer.succeed(orphan), id);
      return handle;
    };
    await world.ports.jobs.drainFor(minute);
    expect(world.look.training(id).status).toBe('succeeded');
    const [adopted, replied] = world.look.runs(id);
    expect(adopted).toMatchObject({ status: 'ended', cost: { billing: 'billed' } });
    expect(replied).toMatchObject({ orphanOf: adopted!.id, status: 'ended' });
    expect(trainer.accepted().map(({ observation }) => observation.state)).toEqual([
      'cancelled',
      'succeeded',
    ]);
    expect(ledgerFaults(unitOfWork.committed())).toEqual([]);
  });

  it('of a request that is another run’s changes nothing', async () => {
    const { world, id, heard } = await takenTwice();
    const other = await world.submitted();
    const { requestId } = world.ports.trainer.latest();
    await tell(world, world.ports.trainer.succeed(requestId), id);
    expect(world.look.training(id).status).toBe('queued');
    expect(world.look.training(other.id).status).toBe('queued');
    expect(world.look.runs(id)).toMatchObject([{ requestId: heard }]);
  });

  it('as an order of pictures is charged once too', async () => {
    const world = aWorld();
    const { id, userId } = await world.inTheMaking();
    const { generator } = world.ports;
    const { requestId } = generator.latest();
    const orphan = generator.takeAgain(requestId);
    await tell(world, generator.succeed(orphan), id);
    await tell(world, generator.succeed(requestId), id);
    await world.ports.jobs.drainFor(minute);
    expect(world.look.generation(id)).toMatchObject({ status: 'succeeded', delivered: 4 });
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 232, held: 0 });
    expect((await world.aisha.listImages(userId, { limit: 10 })).images).toHaveLength(4);
  });
});

describe('a run that the provider claimed not to take', () => {
  it('and tells of all the same delivers, so that no other is needed', async () => {
    const world = aWorld();
    const { id } = await world.requested();
    const { trainer } = world.ports;
    const submit = trainer.submit.bind(trainer);
    before(trainer, 'submit', () => {
      throw new PortError('provider.unavailable', 'submit', { retryable: true });
    });
    await world.ports.jobs.drain();
    expect(world.look.runs(id)).toMatchObject([{ status: 'refused', cost: { billing: 'free' } }]);
    const { requestId } = await submit({
      recipe: world.look.training(id).recipe,
      archiveUrl: 'https://uploads.fake.test/archive-1.zip',
      webhookUrl: undefined,
    });
    await tell(world, trainer.succeed(requestId), id);
    await world.ports.jobs.drainFor(minute);
    expect(world.look.training(id).status).toBe('succeeded');
    expect(world.look.runs(id)[0]).toMatchObject({
      status: 'ended',
      requestId,
      cost: { billing: 'billed' },
    });
  });
});

describe('two runs of one submission, in any order of news', () => {
  it('charge once or not at all, and what each costs becomes known', async () => {
    const step = fc.constantFrom('ok', 'orphan ok', 'bad', 'orphan bad', 'cancel', 'wait');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const { world, id, userId, heard, orphan } = await takenTwice();
        const { trainer } = world.ports;
        for (const step of steps) {
          if (step === 'ok') await tell(world, trainer.succeed(heard), id);
          if (step === 'orphan ok') await tell(world, trainer.succeed(orphan), id);
          if (step === 'bad') await tell(world, trainer.fail(heard, noFace), id);
          if (step === 'orphan bad') await tell(world, trainer.fail(orphan, noFace), id);
          if (step === 'cancel') await world.aisha.cancelTraining(id, userId);
          if (step === 'wait') await world.ports.jobs.drainFor(minute);
        }
        world.ports.clock.advance(46 * minute);
        await world.aisha.reconcile();
        await world.ports.jobs.drainFor(minute);
        const { status } = world.look.training(id);
        expect(['succeeded', 'failed', 'cancelled', 'expired']).toContain(status);
        const available = status === 'succeeded' ? 240 : 300;
        expect(await world.aisha.getBalance(userId)).toEqual({ available, held: 0 });
        expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
        for (const run of world.look.runs(id)) {
          expect(run.cost.billing).not.toBe('open');
          expect(run.status).toBe('ended');
        }
      }),
      { numRuns: 40 },
    );
  });
});
