import type { ApiKeyId } from '../../shared/ids.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { Ports } from '../../ports/ports.ts';
import { noteChange } from '../../steps/note-change.ts';

/** From here on nobody is let in with it. False where there is no such key, or it was revoked before. */
export const revokeApiKey =
  ({ unitOfWork, clock, ids }: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  async ({ keyId, by }: { readonly keyId: ApiKeyId; readonly by: By }): Promise<boolean> =>
    unitOfWork.run(async (tx) => {
      if (!(await tx.apiKeys.revokeKey(keyId, clock.now()))) return false;
      const subject = `api-key ${keyId}`;
      await noteChange(tx, { ids, clock }, { by, action: 'keys.revoke', subject });
      return true;
    });
