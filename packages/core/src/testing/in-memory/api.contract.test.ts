import { describe, it } from 'vitest';
import type { ApiClientId } from '../../shared/ids.ts';
import { apiSecretsContract } from '../contracts/api-secrets.contract.ts';
import { hookSenderContract } from '../contracts/hook-sender.contract.ts';
import { idempotentRequestsContract } from '../contracts/idempotent-requests.contract.ts';
import { freshId } from '../builders/fresh.ts';
import { countedApiSecrets } from './api-secrets.ts';
import { testClock } from './clock.ts';
import { recordingHookSender } from './hook-sender.ts';
import { inMemoryIdempotentRequests } from './idempotent-requests.ts';

const cleanup = async (): Promise<void> => undefined;

describe('counted secrets', () => {
  apiSecretsContract({ it, create: async () => ({ secrets: countedApiSecrets(), cleanup }) });
});

describe('the recording sender of hooks', () => {
  hookSenderContract({
    it,
    create: async () => {
      const sender = recordingHookSender();
      return {
        sender,
        urls: {
          allowed: 'https://client.test/hook',
          refused: [
            'http://client.test/',
            'https://private.test/',
            'https://user:word@client.test/',
          ],
        },
        answer: (status) => sender.answer(status),
        arrived: () => sender.sent,
        cleanup,
      };
    },
  });
});

describe('in-memory idempotent requests', () => {
  idempotentRequestsContract({
    it,
    create: async () => {
      const clock = testClock();
      return {
        requests: inMemoryIdempotentRequests({ clock }),
        clientId: freshId<ApiClientId>(),
        elapse: async (ms) => clock.advance(ms),
        cleanup,
      };
    },
  });
});
