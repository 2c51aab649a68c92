import type { ApiClientId } from '../../shared/ids.ts';
import type { Hook } from '../../domain/api/hook.ts';
import type { Ports } from '../../ports/ports.ts';

/** A client's own hooks, the oldest first, without what they are signed with. */
export const listHooks =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (clientId: ApiClientId): Promise<readonly Omit<Hook, 'secret'>[]> => {
    const listed = await unitOfWork.read(({ hooks }) => hooks.list(clientId));
    return listed.map(({ secret: _, ...hook }) => hook);
  };
