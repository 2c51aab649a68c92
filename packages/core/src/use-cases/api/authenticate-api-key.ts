import type { KeyWithClient } from '../../ports/api-keys.ts';
import type { Ports } from '../../ports/ports.ts';

/** Nobody needs to know to the second when a key was used, and each time is a write. */
const usedWithinMs = 10 * 60_000;

/** Whose key this is; undefined for one that was made up or revoked. */
export const authenticateApiKey =
  ({ unitOfWork, apiSecrets, clock }: Pick<Ports, 'unitOfWork' | 'apiSecrets' | 'clock'>) =>
  async (secret: string): Promise<KeyWithClient | undefined> => {
    const hash = apiSecrets.hashOf(secret);
    if (!hash) return undefined;
    const found = await unitOfWork.read(({ apiKeys }) => apiKeys.findKey(hash));
    if (!found || found.key.revokedAt) return undefined;
    const { id, lastUsedAt } = found.key;
    const now = clock.now();
    const unlessSince = new Date(now.getTime() - usedWithinMs);
    if (!lastUsedAt || lastUsedAt < unlessSince) {
      await unitOfWork.run(({ apiKeys }) => apiKeys.markUsed(id, now, { unlessSince }));
    }
    return found;
  };
