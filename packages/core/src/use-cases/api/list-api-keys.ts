import type { ApiKeyId } from '../../shared/ids.ts';
import type { KeyWithClient } from '../../ports/api-keys.ts';
import type { Ports } from '../../ports/ports.ts';

/** For operators: all keys, the newest first; of one client where its name is given. */
export const listApiKeys =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (page: {
    limit: number;
    before?: ApiKeyId | undefined;
    clientName?: string | undefined;
  }): Promise<readonly KeyWithClient[]> =>
    unitOfWork.read(async ({ apiKeys }) => {
      const { limit, before, clientName } = page;
      if (clientName === undefined) return apiKeys.listKeys({ limit, before });
      const client = await apiKeys.findClient(clientName);
      return client ? apiKeys.listKeys({ limit, before, clientId: client.id }) : [];
    });
