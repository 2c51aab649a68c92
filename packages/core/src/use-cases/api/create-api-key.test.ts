import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

const by = { who: 'ada' };

describe('a key that an operator makes', () => {
  it('is told once, and only its hash is kept', async () => {
    const { aisha, ports } = aWorld();
    const scopes = ['avatars:read', 'avatars:read', 'images:read'] as const;
    const { secret, key, client } = await aisha.createApiKey({ clientName: 'shop', scopes, by });
    expect(key).toMatchObject({ clientId: client.id, scopes: ['avatars:read', 'images:read'] });
    expect(client).toMatchObject({ name: 'shop', userCredits: 0 });
    expect(JSON.stringify([...ports.unitOfWork.committed().apiKeys.values()])).not.toContain(
      secret,
    );
    expect(key.hash).toBe(ports.apiSecrets.hashOf(secret));
  });

  it('is another key of the same client, whose gift may be changed with it', async () => {
    const { aisha } = aWorld();
    const one = { clientName: 'shop', scopes: ['avatars:read'] as const, by };
    const first = await aisha.createApiKey({ ...one, userCredits: 40 });
    const second = await aisha.createApiKey(one);
    const third = await aisha.createApiKey({ ...one, userCredits: 0 });
    expect([second.client, third.client]).toEqual([
      first.client,
      { ...first.client, userCredits: 0 },
    ]);
    expect(new Set([first.secret, second.secret, third.secret]).size).toBe(3);
  });

  it('is written down with who made it, and without what it is', async () => {
    const { aisha, ports } = aWorld();
    const made = await aisha.createApiKey({ clientName: 'shop', scopes: ['avatars:read'], by });
    const [entry] = await ports.unitOfWork.read(({ audit }) => audit.list({ limit: 1 }));
    expect(entry).toMatchObject({ who: 'ada', action: 'keys.create' });
    expect(JSON.stringify(entry)).not.toContain(made.secret);
  });

  it('is not made for a client whose name is none', async () => {
    const { aisha } = aWorld();
    for (const clientName of ['', 'a', 'Shop', '-shop', 'shop-', 'a b', 'x'.repeat(41)]) {
      const made = aisha.createApiKey({ clientName, scopes: ['avatars:read'], by });
      await expect(made, clientName).rejects.toThrow('not a name');
    }
  });
});
