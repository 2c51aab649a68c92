import { createHash, randomBytes } from 'node:crypto';
import type { ApiSecrets, Sha256 } from '@aisha/core';

const secretBytes = 32;
const prefix = 'aisha_';
/** 32 bytes as base64url. */
const keyPattern = /^aisha_[\w-]{43}$/u;
const hintLength = 4;

const hash = (key: string): Sha256 => createHash('sha256').update(key).digest('hex') as Sha256;

/**
 * Keys of 256 random bits. So many cannot be tried through, so a plain SHA-256 keeps them as well as
 * a slow hash would, and is computed at each request. The prefix lets scanners find keys that lie
 * where they should not.
 */
export const randomApiSecrets = (): ApiSecrets => ({
  mintKey: () => {
    const key = `${prefix}${randomBytes(secretBytes).toString('base64url')}`;
    return { key, hash: hash(key), hint: key.slice(-hintLength) };
  },
  hashOf: (key) => (keyPattern.test(key) ? hash(key) : undefined),
  mintHookSecret: () => `whsec_${randomBytes(secretBytes).toString('base64')}`,
});
