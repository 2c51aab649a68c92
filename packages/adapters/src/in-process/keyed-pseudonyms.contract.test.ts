import { describe, expect, it } from 'vitest';
import type { Address } from '@aisha/core';
import { pseudonymsContract } from '@aisha/core/testing';
import { derivePseudonymSecret, keyedPseudonyms } from './keyed-pseudonyms.ts';

const from = (token: string) => keyedPseudonyms({ secret: derivePseudonymSecret(token) });
const cleanup = async (): Promise<void> => undefined;

describe('keyed pseudonyms', () => {
  pseudonymsContract({ it, create: async () => ({ pseudonyms: from('123456:secret'), cleanup }) });

  it('are the same in every process that has the secret, and others without it', () => {
    const ada = 'telegram:1' as Address;
    expect(from('123456:secret').of(ada)).toBe(from('123456:secret').of(ada));
    expect(from('123456:other').of(ada)).not.toBe(from('123456:secret').of(ada));
  });

  it('stay what they were: who was welcomed is known again after an update', () => {
    expect(from('123456:secret').of('telegram:1' as Address)).toBe(
      'hpZZbrr31XDM-c87jqz1O3RPyMmwdsVeIYSBxvTeb8M',
    );
  });
});
