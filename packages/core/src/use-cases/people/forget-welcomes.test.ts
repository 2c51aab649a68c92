import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

const day = 24 * 60 * 60_000;

describe('what is remembered of welcome credits', () => {
  it('is kept for a year, and forgotten within a month then', async () => {
    const { aisha, ports, person } = aWorld();
    await person();
    ports.clock.advance(365 * day);
    expect(await aisha.forgetWelcomes()).toBe(0);
    ports.clock.advance(32 * day);
    expect(await aisha.forgetWelcomes()).toBe(1);
    expect(await aisha.forgetWelcomes()).toBe(0);
    expect(ports.unitOfWork.committed().welcomes.size).toBe(0);
  });
});
