import type { Address, ApiClientId } from '../../shared/ids.ts';

/** How a client may call its people: letters, digits and `. _ ~ -`, at most 64. */
export const externalIdPattern = /^[\w.~-]{1,64}$/u;

const pattern = /^api:(?<clientId>[\da-f-]{36}):(?<externalId>[\w.~-]{1,64})$/u;

/** Where a person is reached whom a client of the API has brought: over that client. */
export const clientAddress = (clientId: ApiClientId, externalId: string): Address => {
  if (!externalIdPattern.test(externalId)) throw new Error('not a name for a person');
  return `api:${clientId}:${externalId}` as Address;
};

/** Who brought a person, and what they call them; undefined for everybody else's. */
export const clientOf = (
  address: Address,
): { readonly clientId: ApiClientId; readonly externalId: string } | undefined => {
  const { clientId, externalId } = pattern.exec(address)?.groups ?? {};
  return clientId && externalId ? { clientId: clientId as ApiClientId, externalId } : undefined;
};
