import type { ApiClientId, ApiKeyId, HookId, HookMessageId, Sha256 } from '../../shared/ids.ts';
import type { ApiClient, ApiKey } from '../../domain/api/api-client.ts';
import type { Hook, HookMessage } from '../../domain/api/hook.ts';
import { utf8 } from '../../shared/utf8.ts';
import { sha256 } from '../sha256.ts';
import { builtAt, freshId } from './fresh.ts';

const hashOf = (text: string): Sha256 => sha256(utf8(text));

export const anApiClient = (own: Partial<ApiClient> = {}): ApiClient => {
  const id = own.id ?? freshId<ApiClientId>();
  return { id, name: `client-${id.slice(-12)}`, userCredits: 0, createdAt: builtAt, ...own };
};

export const anApiKey = (own: Partial<ApiKey> & Pick<ApiKey, 'clientId'>): ApiKey => {
  const id = own.id ?? freshId<ApiKeyId>();
  return {
    id,
    hash: hashOf(id),
    hint: id.slice(-4),
    scopes: ['avatars:read'],
    createdAt: builtAt,
    ...own,
  };
};

export const aHook = (own: Partial<Hook> & Pick<Hook, 'clientId'>): Hook => ({
  id: freshId<HookId>(),
  url: 'https://client.test/hook',
  events: ['training.succeeded'],
  secret: `whsec_${'A'.repeat(43)}=`,
  createdAt: builtAt,
  ...own,
});

export const aHookMessage = (
  own: Partial<HookMessage> & Pick<HookMessage, 'hookId' | 'clientId' | 'userId'>,
): HookMessage => {
  const id = own.id ?? freshId<HookMessageId>();
  return {
    id,
    type: 'training.succeeded',
    topic: `training:${id}`,
    body: '{"type":"training.succeeded"}',
    status: 'waiting',
    attempts: 0,
    createdAt: builtAt,
    ...own,
  };
};
