import type { ApiClientId, HookId } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Tells a client nothing more at an address, nor what still waits to be told there. False where it has no such hook. */
export const removeHook =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (hookId: HookId, clientId: ApiClientId): Promise<boolean> =>
    unitOfWork.run(({ hooks }) => hooks.delete(hookId, clientId));
