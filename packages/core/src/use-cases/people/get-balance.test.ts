import { describe, expect, it } from 'vitest';
import type { UserId } from '../../shared/ids.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a person’s balance', () => {
  it('tells apart what can be spent and what is promised', async () => {
    const { requested, aisha } = aWorld();
    const { userId } = await requested();
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 60 });
  });

  it('is nothing for who has none', async () => {
    const { aisha } = aWorld();
    expect(await aisha.getBalance(freshId<UserId>())).toEqual({ available: 0, held: 0 });
  });
});
