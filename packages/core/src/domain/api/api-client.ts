import type { ApiClientId, ApiKeyId, Sha256 } from '../../shared/ids.ts';
import type { ApiScope } from './scopes.ts';

/** Another team's service. The people it brings are its own, and it sees nobody else's. */
export type ApiClient = {
  readonly id: ApiClientId;
  /** How operators call it: `a-z0-9-`, 2 to 40 characters. */
  readonly name: string;
  /** Whole credits that each person it brings is given once. */
  readonly userCredits: number;
  readonly createdAt: Date;
};

/** What is kept of a key: enough to know it again, and nothing that could be used as one. */
export type ApiKey = {
  readonly id: ApiKeyId;
  readonly clientId: ApiClientId;
  readonly hash: Sha256;
  /** Its last characters, by which its holder tells it from others. */
  readonly hint: string;
  readonly scopes: readonly ApiScope[];
  readonly createdAt: Date;
  readonly revokedAt?: Date | undefined;
  /** To within ten minutes. */
  readonly lastUsedAt?: Date | undefined;
};

const clientName = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/u;

export const isClientName = (text: string): boolean => clientName.test(text);
