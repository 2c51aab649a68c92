import type { Sha256 } from '../../shared/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { anApiClient, anApiKey } from '../builders/api.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { atOnce, casesOf, countOf, present, type Suite } from './suite.ts';

export const apiKeysContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const clientIn = async (unitOfWork: UnitOfWork, own = {}) => {
    const client = anApiClient(own);
    await unitOfWork.run(({ apiKeys }) => apiKeys.addClient(client));
    return client;
  };

  test('a key is known again by its hash, and so is whose it is', async ({ unitOfWork }) => {
    const client = await clientIn(unitOfWork, { userCredits: 40 });
    const key = anApiKey({ clientId: client.id, scopes: ['avatars:read', 'hooks:write'] });
    await unitOfWork.run(({ apiKeys }) => apiKeys.addKey(key));
    const find = (hash: Sha256) => unitOfWork.read(({ apiKeys }) => apiKeys.findKey(hash));
    deepEqual(await find(key.hash), { key, client });
    equal(await find('0'.repeat(64) as Sha256), undefined);
  });

  test('of two clients of one name there is the first', async ({ unitOfWork }) => {
    const name = 'shop';
    const added = await atOnce(5, () =>
      unitOfWork.run(({ apiKeys }) => apiKeys.addClient(anApiClient({ name }))),
    );
    equal(countOf(added, true), 1);
    const client = await unitOfWork.read(({ apiKeys }) => apiKeys.findClient(name));
    const changed = { ...present(client), userCredits: 7 };
    await unitOfWork.run(({ apiKeys }) => apiKeys.saveClient(changed));
    deepEqual(await unitOfWork.read(({ apiKeys }) => apiKeys.findClient(name)), changed);
    equal(await unitOfWork.read(({ apiKeys }) => apiKeys.findClient('nobody')), undefined);
  });

  test('keys are listed newest first, page by page, of one client or of all', async ({
    unitOfWork,
  }) => {
    const one = await clientIn(unitOfWork);
    const other = await clientIn(unitOfWork);
    const keys = [one, other, one].map(({ id: clientId }) => anApiKey({ clientId }));
    await unitOfWork.run(async ({ apiKeys }) => {
      for (const key of keys) await apiKeys.addKey(key);
    });
    const list = async (page: { limit: number; before?: (typeof keys)[number]['id'] }, of = {}) =>
      (await unitOfWork.read(({ apiKeys }) => apiKeys.listKeys({ ...page, ...of }))).map(
        ({ key }) => key,
      );
    const [first, second, third] = keys.map((key) => present(key));
    deepEqual(await list({ limit: 2 }), [third, second]);
    deepEqual(await list({ limit: 2, before: present(second).id }), [first]);
    deepEqual(await list({ limit: 9 }, { clientId: one.id }), [third, first]);
  });

  test('a key is revoked once, and stays so', async ({ unitOfWork }) => {
    const { id: clientId } = await clientIn(unitOfWork);
    const key = anApiKey({ clientId });
    await unitOfWork.run(({ apiKeys }) => apiKeys.addKey(key));
    const revoke = (minute: number) =>
      unitOfWork.run(({ apiKeys }) => apiKeys.revokeKey(key.id, minutesAfter(builtAt, minute)));
    equal(countOf(await atOnce(5, () => revoke(1)), true), 1);
    equal(await revoke(2), false);
    const found = await unitOfWork.read(({ apiKeys }) => apiKeys.findKey(key.hash));
    deepEqual(found?.key.revokedAt, minutesAfter(builtAt, 1));
    equal(await unitOfWork.run(({ apiKeys }) => apiKeys.revokeKey(freshId(), builtAt)), false);
  });

  test('that a key was used is written down as often as it is worth', async ({ unitOfWork }) => {
    const { id: clientId } = await clientIn(unitOfWork);
    const key = anApiKey({ clientId });
    await unitOfWork.run(({ apiKeys }) => apiKeys.addKey(key));
    const use = async (minute: number, unlessSince: number) => {
      const options = { unlessSince: minutesAfter(builtAt, unlessSince) };
      await unitOfWork.run(({ apiKeys }) =>
        apiKeys.markUsed(key.id, minutesAfter(builtAt, minute), options),
      );
      const found = await unitOfWork.read(({ apiKeys }) => apiKeys.findKey(key.hash));
      return found?.key.lastUsedAt;
    };
    deepEqual(await use(1, 0), minutesAfter(builtAt, 1));
    deepEqual(await use(5, 0), minutesAfter(builtAt, 1));
    deepEqual(await use(20, 10), minutesAfter(builtAt, 20));
  });
};
