import { describe, expect, it } from 'vitest';
import type { Address, ApiClientId } from '../../shared/ids.ts';
import { clientAddress, clientOf } from './client-address.ts';

const clientId = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e' as ApiClientId;

describe('the address of a person of a client', () => {
  it('leads back to the client and to what it calls them', () => {
    for (const externalId of ['42', 'a.b_c~d-e', 'x'.repeat(64)]) {
      expect(clientOf(clientAddress(clientId, externalId))).toEqual({ clientId, externalId });
    }
  });

  it('is made of nothing that could be taken apart in two ways', () => {
    for (const externalId of ['', 'a:b', 'a b', 'ü', 'x'.repeat(65), 'a\n']) {
      expect(() => clientAddress(clientId, externalId), externalId).toThrow('not a name');
    }
  });

  it('is nobody else’s', () => {
    for (const address of ['telegram:42', 'api:42:7', `forgotten:${clientId}`, 'api:']) {
      expect(clientOf(address as Address)).toBeUndefined();
    }
  });
});
