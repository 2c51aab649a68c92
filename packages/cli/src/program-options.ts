import type { Aisha } from '@aisha/core';
import type { LintedStyles } from '@aisha/adapters/yaml';

export type Output = { readonly write: (text: string) => void; readonly columns: number };

export type CreateProgramOptions = {
  /** Opened when a command needs it, so that help costs nothing; whoever opened it closes it. */
  readonly open: () => Promise<
    Pick<
      Aisha,
      'inspectAvatars' | 'sweepOrphans' | 'inspectStyles' | 'previewStyle' | 'requestGeneration'
    >
  >;
  /** Opens the books for reading, with a reader's rights: nothing is migrated or started. */
  readonly openLedger: () => Promise<Pick<Aisha, 'auditLedger'>>;
  /** Reads a folder of packs, or where none is named the one in use. Opens nothing else. */
  readonly lintStyles: (directory?: string) => Promise<LintedStyles>;
  readonly output: Output;
  /** Told how the command ended. */
  readonly exit: (code: number) => void;
};
