import { expect, it } from 'vitest';
import { freshId } from '../../testing/builders/fresh.ts';
import { aClient } from '../../testing/world/a-client.ts';

it('what a client was told is listed to it, newest first, and to operators', async () => {
  const { aisha, client, ports, cancelled } = await aClient(['training.cancelled']);
  await cancelled();
  await ports.jobs.drain();
  await cancelled();
  await ports.jobs.drain();
  const list = async (page: object) =>
    (await aisha.listHookMessages({ limit: 10, ...page })).map(({ id }) => id);
  const all = await list({});
  expect(all).toHaveLength(2);
  expect(all.toSorted().toReversed()).toEqual(all);
  expect(await list({ clientId: client.id })).toEqual(all);
  expect(await list({ clientId: freshId() })).toEqual([]);
  expect(await list({ status: 'failed' })).toEqual([]);
  expect(await list({ limit: 1, before: all[0] })).toEqual(all.slice(1));
});
