import type { ApiClientId, HookId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import {
  longestHookUrl,
  maxHooksOfClient,
  type Hook,
  type HookEventType,
} from '../../domain/api/hook.ts';
import type { Ports } from '../../ports/ports.ts';

export type AddHookInput = {
  readonly id: HookId;
  readonly clientId: ApiClientId;
  readonly url: string;
  readonly events: readonly HookEventType[];
};

/** Told to clients of the API alone. */
export type AddHookRefusal =
  | { readonly code: 'hook.address-refused' }
  | { readonly code: 'hooks.too-many'; readonly max: number };

type Needs = Pick<Ports, 'unitOfWork' | 'hookSender' | 'apiSecrets' | 'clock'>;

/** Tells a client at this address from now on; one that leads into a private network is refused. */
export const addHook =
  ({ unitOfWork, hookSender, apiSecrets, clock }: Needs) =>
  async ({ id, clientId, url, events }: AddHookInput): Promise<Result<Hook, AddHookRefusal>> => {
    if (url.length > longestHookUrl || !(await hookSender.admits(url))) {
      return refuse({ code: 'hook.address-refused' });
    }
    const secret = apiSecrets.mintHookSecret();
    return unitOfWork.run(async ({ hooks }) => {
      const count = await hooks.countForUpdate(clientId);
      const before = await hooks.find(id, clientId);
      if (before) return ok(before);
      if (count >= maxHooksOfClient) {
        return refuse({ code: 'hooks.too-many', max: maxHooksOfClient });
      }
      const hook = {
        id,
        clientId,
        url,
        events: [...new Set(events)],
        secret,
        createdAt: clock.now(),
      };
      await hooks.add(hook);
      return ok(hook);
    });
  };
