import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import { OrderRefused } from '../../domain/run/order-refused.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';

const minute = 60_000;

describe('an order whose content the provider refuses at once', () => {
  it('is blocked, given back and not tried again', async () => {
    const world = aWorld();
    const { id, userId } = await world.ordered();
    const failure = { code: 'content.blocked', retryable: true } as const;
    before(world.ports.generator, 'submit', () => {
      throw new OrderRefused('submit', failure);
    });
    await world.ports.jobs.drainFor(minute);
    expect(world.look.generation(id)).toMatchObject({
      status: 'blocked',
      failure: { code: 'content.blocked', retryable: false },
    });
    expect(world.ports.generator.accepted()).toEqual([]);
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
    expect(world.ports.notifier.last('generation.ended')).toMatchObject({ reason: 'blocked' });
  });
});

describe('submitting an order', () => {
  it('hands the request and the version’s weights to the provider', async () => {
    const { inTheMaking, look, ports } = aWorld();
    const { id, request, trainingId } = await inTheMaking();
    const { result } = look.training(trainingId);

    const { order, requestId } = ports.generator.latest();
    expect(order.request).toEqual(request);
    expect(order.weights).toEqual({
      type: 'lora',
      url: result?.type === 'lora' && result.providerUrl,
    });
    expect(look.runs(id)).toMatchObject([{ status: 'accepted', requestId }]);
    expect(look.generation(id).status).toBe('queued');
    expect(ports.notifier.last('generation.progressed')).toMatchObject({
      count: 4,
      progress: { stage: 'queued' },
    });
  });

  it('hands over our own copy of the weights where the provider lost its own', async () => {
    const { ordered, look, ports } = aWorld();
    const { trainingId } = await ordered();
    ports.generator.expireWeights();
    await ports.jobs.drain();

    const { result } = look.training(trainingId);
    const ours = result?.type === 'lora' ? ports.blobs.contentOf(result.blobKey) : undefined;
    const { weights } = ports.generator.latest().order;
    expect(weights?.type === 'lora' && ports.generator.uploads.get(weights.url)).toEqual(ours);
  });

  it('happens once however often the job runs', async () => {
    const { ordered, aisha, ports } = aWorld();
    const { id: generationId } = await ordered();
    const submit = () => aisha.jobs['generation.submit']({ generationId });
    await Promise.all([submit(), submit()]);
    await submit();
    expect(ports.generator.accepted()).toHaveLength(1);
  });

  it('of an order that nobody knows changes nothing', async () => {
    const { aisha, ports } = aWorld();
    await aisha.jobs['generation.submit']({ generationId: freshId() });
    expect(ports.generator.accepted()).toEqual([]);
  });
});

describe('an order that was not taken', () => {
  it('because its reply was lost is waited for, and then made again', async () => {
    const { ordered, look, ports } = aWorld();
    const { id } = await ordered();
    ports.generator.loseNextReply();
    await ports.jobs.drainFor(minute - 1);
    expect(ports.generator.accepted()).toHaveLength(1);
    await ports.jobs.drainFor(1);
    expect(ports.generator.accepted()).toHaveLength(2);
    expect(look.runs(id)).toMatchObject([{ status: 'abandoned' }, { status: 'accepted' }]);
  });

  it('because the provider is away waits and is made again', async () => {
    const { ordered, look, ports } = aWorld();
    const { id } = await ordered();
    ports.generator.failNext(new PortError('provider.unavailable', 'prepare', { retryable: true }));
    await ports.jobs.drain();
    expect(look.generation(id).status).toBe('reserved');
    await ports.jobs.drainFor(minute);
    expect(look.generation(id).status).toBe('queued');
  });

  it('because its version has no weights is given back', async () => {
    const { ordered, aisha, look, ports } = aWorld();
    const { id, userId, trainingId } = await ordered();
    await ports.unitOfWork.run(({ trainings }) =>
      trainings.save({ ...look.training(trainingId), result: undefined }, ['succeeded']),
    );
    await ports.jobs.drainFor(minute);
    expect(look.generation(id)).toMatchObject({
      status: 'failed',
      failure: { code: 'input.rejected' },
    });
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
    expect(ports.generator.accepted()).toEqual([]);
  });

  it('because it was cancelled meanwhile is cancelled at the provider', async () => {
    const { ordered, aisha, look, ports } = aWorld();
    const { id, userId } = await ordered();
    before(ports.generator, 'submit', () => aisha.cancelGeneration(id, userId));
    await ports.jobs.drainFor(minute);
    expect(ports.generator.latest().observation.state).toBe('cancelled');
    expect(look.generation(id).status).toBe('cancelled');
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
  });
});
