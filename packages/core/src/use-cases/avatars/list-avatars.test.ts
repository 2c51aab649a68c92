import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a person’s avatars', () => {
  it('are listed newest first, page by page, and are nobody else’s', async () => {
    const { draft, aisha } = aWorld();
    const first = await draft();
    const { userId } = first;
    const second = await draft({ userId });
    const third = await draft({ userId });
    await draft();

    const page = await aisha.listAvatars(userId, { limit: 2 });

    expect(page).toEqual([third, second]);
    expect(await aisha.listAvatars(userId, { limit: 2, before: second.id })).toEqual([first]);
  });
});
