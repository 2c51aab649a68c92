import type { ApiClientId, ApiKeyId, Sha256 } from '../shared/ids.ts';
import type { ApiClient, ApiKey } from '../domain/api/api-client.ts';

export type KeyWithClient = { readonly key: ApiKey; readonly client: ApiClient };

/** Who may use the API, and with which keys. */
export type ApiKeys = {
  /** By the hash of a key, also one that was revoked. */
  findKey(hash: Sha256): Promise<KeyWithClient | undefined>;
  findClient(name: string): Promise<ApiClient | undefined>;
  /** Newest first, at most `limit` (1 to 100), older than `before` when given, of one client when given. */
  listKeys(page: {
    limit: number;
    before?: ApiKeyId | undefined;
    clientId?: ApiClientId | undefined;
  }): Promise<readonly KeyWithClient[]>;
  /** Answers false, and changes nothing, where the name is taken. */
  addClient(client: ApiClient): Promise<boolean>;
  saveClient(client: ApiClient): Promise<void>;
  addKey(key: ApiKey): Promise<void>;
  /** Answers false, and changes nothing, where there is no such key or it was revoked before. */
  revokeKey(id: ApiKeyId, at: Date): Promise<boolean>;
  /** Remembers that a key was used, unless that is known of a time since `unlessSince`. */
  markUsed(id: ApiKeyId, at: Date, options: { unlessSince: Date }): Promise<void>;
};
