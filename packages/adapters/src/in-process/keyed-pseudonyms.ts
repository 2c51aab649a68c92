import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { Pseudonym, Pseudonyms } from '@aisha/core';

export type KeyedPseudonymsOptions = {
  /** 32 bytes, the same in every process, and kept elsewhere than the pseudonyms: `derivePseudonymSecret`. */
  readonly secret: Uint8Array;
};

/**
 * The secret of pseudonyms, made from one that is there already, such as the bot's token, so that all
 * replicas share it and nobody has one more to configure. Addresses are numbers that can be counted
 * through: without a secret a hash of one would be found in minutes. A new token makes a new secret,
 * and what is kept under old pseudonyms is as good as forgotten.
 */
export const derivePseudonymSecret = (token: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', token, '', 'aisha pseudonym v1', 32));

/** HMAC-SHA256 of the address, as base64url. */
export const keyedPseudonyms = ({ secret }: KeyedPseudonymsOptions): Pseudonyms => {
  const key = createSecretKey(secret);
  return {
    of: (address) => createHmac('sha256', key).update(address).digest('base64url') as Pseudonym,
  };
};
