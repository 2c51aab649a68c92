import type { Aisha } from '@aisha/core';

export type Output = { readonly write: (text: string) => void; readonly columns: number };

export type CreateProgramOptions = {
  /** Opened when a command needs it, so that help costs nothing; whoever opened it closes it. */
  readonly open: () => Promise<Pick<Aisha, 'inspectAvatars' | 'sweepOrphans'>>;
  /** Opens the books for reading, with a reader's rights: nothing is migrated or started. */
  readonly openLedger: () => Promise<Pick<Aisha, 'auditLedger'>>;
  readonly output: Output;
  /** Told how the command ended. */
  readonly exit: (code: number) => void;
};
