import type { ApiSecrets } from '../../ports/api-secrets.ts';
import { equal, ok } from '../assert.ts';
import { casesOf, type Suite } from './suite.ts';

export const apiSecretsContract = (suite: Suite<{ secrets: ApiSecrets }>): void => {
  const test = casesOf(suite);

  test('a key is known again by its hash, and its hint is its end', async ({ secrets }) => {
    const { key, hash, hint } = secrets.mintKey();
    equal(secrets.hashOf(key), hash);
    ok(/^[\da-f]{64}$/u.test(hash), 'a SHA-256');
    ok(key.endsWith(hint) && hint.length <= 6, 'the hint tells next to nothing');
    ok(!hash.includes(key.slice(6)), 'the hash does not hold the key');
  });

  test('no two are alike', async ({ secrets }) => {
    const keys = Array.from({ length: 100 }, () => secrets.mintKey().key);
    equal(new Set(keys).size, 100);
    const hooks = Array.from({ length: 100 }, () => secrets.mintHookSecret());
    equal(new Set(hooks).size, 100);
  });

  test('what is no key has no hash', async ({ secrets }) => {
    const { key } = secrets.mintKey();
    for (const text of ['', 'aisha_', `${key}0`, key.slice(0, -1), ` ${key}`, 'x'.repeat(10_000)]) {
      equal(secrets.hashOf(text), undefined);
    }
  });

  test('a secret for messages has the form that receivers expect', async ({ secrets }) => {
    ok(/^whsec_[A-Za-z0-9+/]{43}=$/u.test(secrets.mintHookSecret()), 'whsec_ and 32 bytes');
  });
};
