import { describe, expect, it } from 'vitest';
import type { ApiKeyId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'it leaked' };

describe('a key that is revoked', () => {
  it('opens nothing any more, once and for all', async () => {
    const { aisha, ports } = aWorld();
    const input = { clientName: 'shop', scopes: ['avatars:read'] as const, by };
    const { secret, key } = await aisha.createApiKey(input);
    expect(await aisha.revokeApiKey({ keyId: key.id, by })).toBe(true);
    expect(await aisha.authenticateApiKey(secret)).toBeUndefined();
    expect(await aisha.revokeApiKey({ keyId: key.id, by })).toBe(false);
    const entries = await ports.unitOfWork.read(({ audit }) => audit.list({ limit: 10 }));
    expect(entries.filter(({ action }) => action === 'keys.revoke')).toMatchObject([by]);
  });

  it('must be there', async () => {
    const { aisha } = aWorld();
    expect(await aisha.revokeApiKey({ keyId: freshId<ApiKeyId>(), by })).toBe(false);
  });
});
