import type { ApiSecrets } from '../../ports/api-secrets.ts';
import type { Sha256 } from '../../shared/ids.ts';
import { utf8 } from '../../shared/utf8.ts';
import { sha256 } from '../sha256.ts';

/** Keys that count upwards: no two are alike, and nobody is kept out by them. */
export const countedApiSecrets = (): ApiSecrets => {
  let count = 0;
  const hashOf = (key: string): Sha256 | undefined =>
    /^aisha_\d{40}$/u.test(key) ? sha256(utf8(key)) : undefined;
  return {
    mintKey: () => {
      const key = `aisha_${String((count += 1)).padStart(40, '0')}`;
      return { key, hash: sha256(utf8(key)), hint: key.slice(-4) };
    },
    hashOf,
    mintHookSecret: () => `whsec_${String((count += 1)).padStart(43, 'A')}=`,
  };
};
