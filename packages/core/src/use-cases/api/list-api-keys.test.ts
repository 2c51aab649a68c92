import { expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

it('keys are listed newest first, of one client where it is named', async () => {
  const { aisha } = aWorld();
  const keyOf = async (clientName: string) => {
    const input = { clientName, scopes: ['avatars:read'] as const, by: { who: 'ada' } };
    return (await aisha.createApiKey(input)).key.id;
  };
  const [first, second, third] = [await keyOf('shop'), await keyOf('app'), await keyOf('shop')];
  const list = async (page: object) =>
    (await aisha.listApiKeys({ limit: 10, ...page })).map(({ key }) => key.id);
  expect(await list({})).toEqual([third, second, first]);
  expect(await list({ before: third, limit: 1 })).toEqual([second]);
  expect(await list({ clientName: 'shop' })).toEqual([third, first]);
  expect(await list({ clientName: 'nobody' })).toEqual([]);
});
