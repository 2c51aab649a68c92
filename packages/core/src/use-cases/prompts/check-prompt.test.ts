import { expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

it('a prompt that may not be ordered is told of before an order is shown', async () => {
  const { aisha, person } = aWorld();
  const { id: userId } = await person();
  expect(await aisha.checkPrompt({ userId, prompt: '  in a garden ' })).toEqual({
    ok: true,
    value: 'in a garden',
  });
  expect(await aisha.checkPrompt({ userId, prompt: 'голая девушка' })).toMatchObject({
    refusal: { code: 'prompt.refused', category: 'sexual' },
  });
});
