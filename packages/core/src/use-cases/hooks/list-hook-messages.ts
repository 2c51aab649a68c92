import type { HookMessage } from '../../domain/api/hook.ts';
import type { HookMessagePage } from '../../ports/hooks.ts';
import type { Ports } from '../../ports/ports.ts';

/** What clients were told, or were to be told, newest first; all of them where no client is named. */
export const listHookMessages =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (page: HookMessagePage): Promise<readonly HookMessage[]> =>
    unitOfWork.read(({ hooks }) => hooks.listMessages(page));
