import type { Address, Pseudonym } from '../shared/ids.ts';

/**
 * Names for people that lead back to nobody without a secret that is not where they are kept. The
 * same address has the same pseudonym for as long as the secret is the same.
 */
export type Pseudonyms = {
  of(address: Address): Pseudonym;
};
