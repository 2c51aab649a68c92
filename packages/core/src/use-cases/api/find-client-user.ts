import { clientAddress, externalIdPattern } from '../../domain/api/client-address.ts';
import type { ApiClient } from '../../domain/api/api-client.ts';
import type { User } from '../../domain/user/user.ts';
import type { Ports } from '../../ports/ports.ts';

/** A client's own person; another client's, or somebody of the bot's, is not found. */
export const findClientUser =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (client: Pick<ApiClient, 'id'>, externalId: string): Promise<User | undefined> =>
    externalIdPattern.test(externalId)
      ? unitOfWork.read(({ users }) => users.findByAddress(clientAddress(client.id, externalId)))
      : undefined;
