import type { Pseudonym } from '../../shared/ids.ts';
import type { Pseudonyms } from '../../ports/pseudonyms.ts';
import { sha256 } from '../sha256.ts';
import { utf8 } from '../streams.ts';

/** Without a secret, which tests have no use for. */
export const plainPseudonyms: Pseudonyms = {
  of: (address) => sha256(utf8(address)) as string as Pseudonym,
};
