import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('an order', () => {
  it('is shown to its owner and to nobody else', async () => {
    const { ordered, person, aisha, look } = aWorld();
    const { id, userId } = await ordered();
    expect(await aisha.getGeneration(id, userId)).toEqual(look.generation(id));
    expect(await aisha.getGeneration(id, (await person()).id)).toBe(undefined);
  });
});
