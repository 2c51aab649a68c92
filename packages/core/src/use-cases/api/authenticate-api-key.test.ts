import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

const made = async () => {
  const world = aWorld();
  const by = { who: 'ada' };
  const input = { clientName: 'shop', scopes: ['avatars:read'] as const, by };
  return { ...world, ...(await world.aisha.createApiKey(input)) };
};

describe('a key', () => {
  it('tells whose it is and what it covers', async () => {
    const { aisha, secret, client } = await made();
    expect(await aisha.authenticateApiKey(secret)).toMatchObject({
      client,
      key: { scopes: ['avatars:read'] },
    });
  });

  it('that is made up is nobody’s, and asks no database where it cannot be one', async () => {
    const { aisha, ports, secret } = await made();
    expect(await aisha.authenticateApiKey(secret.replace(/.$/u, '9'))).toBeUndefined();
    ports.unitOfWork.failNext();
    expect(await aisha.authenticateApiKey('nonsense')).toBeUndefined();
  });

  it('is known to have been used, to within ten minutes', async () => {
    const { aisha, ports, secret, key } = await made();
    const lastUsedAt = () => ports.unitOfWork.committed().apiKeys.get(key.id)?.lastUsedAt;
    const startedAt = ports.clock.now();
    await aisha.authenticateApiKey(secret);
    ports.clock.advance(9 * 60_000);
    await aisha.authenticateApiKey(secret);
    expect(lastUsedAt()).toEqual(startedAt);
    ports.clock.advance(2 * 60_000);
    await aisha.authenticateApiKey(secret);
    expect(lastUsedAt()).toEqual(ports.clock.now());
  });
});
