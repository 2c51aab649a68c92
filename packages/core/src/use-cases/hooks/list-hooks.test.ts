import { expect, it } from 'vitest';
import { freshId } from '../../testing/builders/fresh.ts';
import { aClient } from '../../testing/world/a-client.ts';

it('a client sees its own hooks, without what they are signed with', async () => {
  const { aisha, client, hook } = await aClient();
  const { secret, ...told } = hook;
  expect(await aisha.listHooks(client.id)).toEqual([told]);
  expect(JSON.stringify(await aisha.listHooks(client.id))).not.toContain(secret);
  expect(await aisha.listHooks(freshId())).toEqual([]);
});
