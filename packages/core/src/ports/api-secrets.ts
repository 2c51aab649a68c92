import type { Sha256 } from '../shared/ids.ts';

export type MintedKey = {
  /** The key itself: shown to whom it is made for, and never kept. */
  readonly key: string;
  readonly hash: Sha256;
  readonly hint: string;
};

/** Makes secrets of 256 random bits, and knows a key again by its hash alone. */
export type ApiSecrets = {
  mintKey(): MintedKey;
  /** Undefined where the text has not the form of a key, which is told without asking anybody. */
  hashOf(key: string): Sha256 | undefined;
  /** What outgoing messages are signed with: `whsec_` and base64. */
  mintHookSecret(): string;
};
