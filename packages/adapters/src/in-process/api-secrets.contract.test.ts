import { describe, it } from 'vitest';
import { apiSecretsContract } from '@aisha/core/testing';
import { randomApiSecrets } from './api-secrets.ts';

describe('random secrets', () => {
  apiSecretsContract({
    it,
    create: async () => ({ secrets: randomApiSecrets(), cleanup: async () => undefined }),
  });
});
