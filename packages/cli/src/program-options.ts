import type { Aisha } from '@aisha/core';
import type { WebhookDiagnosis } from '@aisha/adapters/fal';
import type { LintedStyles } from '@aisha/adapters/yaml';
import type { Environment } from '@aisha/adapters/composition';
import type { Machine } from './machine.ts';
import type { Terminal } from './terminal.ts';

export type Output = {
  readonly write: (text: string) => void;
  /** How wide a line may be; more than any line where nobody's terminal reads it. */
  readonly columns: number;
};

/** What commands work with. Whatever is opened is opened when it is asked for, so that help costs nothing. */
export type CreateProgramOptions = {
  /** The use cases. Whoever opened them closes them. */
  readonly open: () => Promise<Aisha>;
  /** Opens the books for reading, with a reader's rights: nothing is migrated or started. */
  readonly openLedger: () => Promise<Pick<Aisha, 'auditLedger'>>;
  /** Reads a folder of packs, or where none is named the one in use. Opens nothing else. */
  readonly lintStyles: (directory?: string) => Promise<LintedStyles>;
  /** Looks at a saved webhook with the keys given, or else with the provider's own; opens nothing else. Undefined: it is none. */
  readonly diagnoseWebhook: (
    bytes: Uint8Array,
    jwks?: string,
  ) => Promise<WebhookDiagnosis | undefined>;
  /** What is configured, as far as it is right; what is below the use cases is opened from there. */
  readonly machine: () => Promise<Machine>;
  /** What is set, right or wrong. */
  readonly environment: () => Promise<Environment>;
  readonly output: Output;
  readonly terminal: Terminal;
  /** Who types, where `--who` does not say; empty where that cannot be known. */
  readonly operator: () => string;
  /** Told how the command ended, where not with 0. */
  readonly exit: (code: number) => void;
};
