import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('cancelling an order', () => {
  it('stops it at the provider and gives the whole price back', async () => {
    const { inTheMaking, aisha, look, ports } = aWorld();
    const { id, userId } = await inTheMaking();
    expect(await aisha.cancelGeneration(id, userId)).toMatchObject({
      ok: true,
      value: { id, status: 'cancelled' },
    });
    await ports.jobs.drainFor(60_000);
    expect(look.generation(id).status).toBe('cancelled');
    expect(ports.generator.latest().observation.state).toBe('cancelled');
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
    expect(ports.notifier.last('generation.ended')).toMatchObject({
      reason: 'cancelled',
      refunded: 8,
    });
  });

  it('of another person’s finds nothing', async () => {
    const { inTheMaking, person, aisha, look } = aWorld();
    const { id } = await inTheMaking();
    const refusal = { code: 'generation.not-found' };
    expect(await aisha.cancelGeneration(id, (await person()).id)).toEqual({ ok: false, refusal });
    expect(look.generation(id).status).toBe('queued');
  });

  it('that has ended changes nothing', async () => {
    const { inTheMaking, aisha, ports, look } = aWorld();
    const { id, userId } = await inTheMaking();
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);
    const refusal = { code: 'generation.ended' };
    expect(await aisha.cancelGeneration(id, userId)).toEqual({ ok: false, refusal });
    expect(look.generation(id).status).toBe('succeeded');
    expect(await aisha.getBalance(userId)).toEqual({ available: 232, held: 0 });
  });
});
