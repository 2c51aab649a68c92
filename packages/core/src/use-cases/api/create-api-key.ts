import type { ApiClientId, ApiKeyId } from '../../shared/ids.ts';
import { isClientName, type ApiClient, type ApiKey } from '../../domain/api/api-client.ts';
import type { ApiScope } from '../../domain/api/scopes.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { noteChange } from '../../steps/note-change.ts';

export type CreateApiKeyInput = {
  /** Made where there is none of this name yet. */
  readonly clientName: string;
  readonly scopes: readonly ApiScope[];
  /** What each person it brings is given once, in credits, from now on; none by default. */
  readonly userCredits?: number | undefined;
  readonly by: By;
};

export type CreatedApiKey = {
  /** To be handed over now: nobody can tell it again. */
  readonly secret: string;
  readonly key: ApiKey;
  readonly client: ApiClient;
};

type Needs = Pick<Ports, 'unitOfWork' | 'apiSecrets' | 'clock' | 'ids'>;

/** Makes a key for a client, who may have several at a time so as to change them without a pause. */
export const createApiKey =
  ({ unitOfWork, apiSecrets, clock, ids }: Needs) =>
  async ({ clientName, scopes, userCredits, by }: CreateApiKeyInput): Promise<CreatedApiKey> => {
    if (!isClientName(clientName)) throw new Error('not a name for a client of the API');
    const { key: secret, hash, hint } = apiSecrets.mintKey();
    const now = clock.now();
    return unitOfWork.run(async (tx) => {
      const wanted = {
        id: ids.next<ApiClientId>(),
        name: clientName,
        userCredits: userCredits ?? 0,
        createdAt: now,
      };
      const client = await clientNamed(tx, wanted, userCredits);
      const key: ApiKey = {
        id: ids.next<ApiKeyId>(),
        clientId: client.id,
        hash,
        hint,
        scopes: [...new Set(scopes)],
        createdAt: now,
      };
      await tx.apiKeys.addKey(key);
      await noteChange(
        tx,
        { ids, clock },
        {
          by,
          action: 'keys.create',
          subject: `api-key ${key.id}`,
          details: {
            client: client.name,
            scopes: key.scopes.join(' '),
            userCredits: client.userCredits,
          },
        },
      );
      return { secret, key, client };
    });
  };

const clientNamed = async (
  { apiKeys }: Transaction,
  wanted: ApiClient,
  userCredits: number | undefined,
): Promise<ApiClient> => {
  if (await apiKeys.addClient(wanted)) return wanted;
  const known = await apiKeys.findClient(wanted.name);
  if (!known) throw new Error('a name that is taken has no client');
  if (userCredits === undefined || userCredits === known.userCredits) return known;
  const changed = { ...known, userCredits };
  await apiKeys.saveClient(changed);
  return changed;
};
