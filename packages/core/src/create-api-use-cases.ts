import type { Ports } from './ports/ports.ts';
import { authenticateApiKey } from './use-cases/api/authenticate-api-key.ts';
import { createApiKey } from './use-cases/api/create-api-key.ts';
import { findClientUser } from './use-cases/api/find-client-user.ts';
import { listApiKeys } from './use-cases/api/list-api-keys.ts';
import { registerClientUser } from './use-cases/api/register-client-user.ts';
import { revokeApiKey } from './use-cases/api/revoke-api-key.ts';
import { addHook } from './use-cases/hooks/add-hook.ts';
import { forgetHookMessages } from './use-cases/hooks/forget-hook-messages.ts';
import { listHookMessages } from './use-cases/hooks/list-hook-messages.ts';
import { listHooks } from './use-cases/hooks/list-hooks.ts';
import { removeHook } from './use-cases/hooks/remove-hook.ts';
import { replayHookMessage } from './use-cases/hooks/replay-hook-message.ts';

/** What other teams' services need besides: keys, people of their own, and to be told. */
export const createApiUseCases = (ports: Ports) => ({
  createApiKey: createApiKey(ports),
  listApiKeys: listApiKeys(ports),
  revokeApiKey: revokeApiKey(ports),
  authenticateApiKey: authenticateApiKey(ports),
  registerClientUser: registerClientUser(ports),
  findClientUser: findClientUser(ports),

  addHook: addHook(ports),
  listHooks: listHooks(ports),
  removeHook: removeHook(ports),
  listHookMessages: listHookMessages(ports),
  replayHookMessage: replayHookMessage(ports),
  forgetHookMessages: forgetHookMessages(ports),
});
