import { describe, expect, it } from 'vitest';
import type { GenerationId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'asked for' };

describe('ordering pictures that failed anew', () => {
  const failed = async () => {
    const world = aWorld();
    const { id, userId } = await world.inTheMaking();
    await world.aisha.cancelGeneration(id, userId);
    await world.ports.jobs.drain();
    return { ...world, id, userId };
  };

  it('is the same order again, for its owner’s credits', async () => {
    const { ports, aisha, look, id, userId } = await failed();
    const before = look.generation(id);
    const { available } = await aisha.getBalance(userId);
    const { generation } = granted(await aisha.retryGeneration({ generationId: id, by }));
    expect(generation).toMatchObject({
      status: 'reserved',
      prompt: before.prompt,
      request: { seed: before.request.seed, aspectRatio: '3:4', count: 4 },
    });
    expect(generation.request.fullPrompt).toBe(before.request.fullPrompt);
    const held = generation.price;
    expect(await aisha.getBalance(userId)).toEqual({ available: available - held, held });
    await ports.jobs.drain();
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);
    expect(look.generation(generation.id)).toMatchObject({ status: 'succeeded', delivered: 4 });
    const [entry] = await aisha.inspectAudit({ limit: 1 });
    expect(entry).toMatchObject({
      ...by,
      action: 'generations.retry',
      subject: `generation ${id}`,
      details: { next: generation.id, price: held },
    });
  });

  it('is refused where it goes on, or is none, or its owner is blocked', async () => {
    const { aisha, inTheMaking, id, userId } = await failed();
    const retry = (generationId: GenerationId) => aisha.retryGeneration({ generationId, by });
    expect(await retry((await inTheMaking()).id)).toMatchObject({
      refusal: { code: 'generation.not-failed', status: 'queued' },
    });
    expect(await retry(freshId<GenerationId>())).toMatchObject({
      refusal: { code: 'generation.not-found' },
    });
    await aisha.manageUsers.block({ who: userId, by });
    expect(await retry(id)).toMatchObject({ refusal: { code: 'user.blocked' } });
  });
});
