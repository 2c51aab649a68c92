import { expect, it } from 'vitest';
import { anApiClient } from '../../testing/builders/api.ts';
import { aWorld } from '../../testing/world/a-world.ts';

it('a client finds its own people, by its own names for them, and nobody else', async () => {
  const { aisha, person } = aWorld();
  const [client, other] = [anApiClient(), anApiClient()];
  const ada = { client, externalId: 'ada', firstName: 'Ada', locale: 'en' };
  const { user } = await aisha.registerClientUser(ada);
  await person({ address: 'telegram:42' });
  expect(await aisha.findClientUser(client, 'ada')).toEqual(user);
  for (const name of ['greta', '', '42', 'telegram:42', 'a:b', user.id]) {
    expect(await aisha.findClientUser(client, name), name).toBeUndefined();
  }
  expect(await aisha.findClientUser(other, 'ada')).toBeUndefined();
});
