import type { InputFiles } from './input-files.ts';
import type { FileStore } from './storage.ts';
import type { Finetunes } from './finetunes.ts';
import type { RunOutput } from './run-record.ts';

export interface ModelContext {
  readonly endpoint: string;
  readonly files: FileStore;
  readonly inputs: InputFiles;
  readonly finetunes: Finetunes;
  /** Used where the input names no seed; fixed when the run was accepted. */
  readonly seed: number;
  /** Pictures that a fault flags, by index. */
  readonly flagged: readonly number[];
}

/** One endpoint: how long it runs, what it does, about what it costs. */
export interface Model {
  readonly kind: 'training' | 'generation';
  /** The output; throws `RunFailed`. */
  readonly run: (input: unknown, context: ModelContext) => Promise<RunOutput>;
  /** US dollars for an input that was accepted; approximate, as the prices behind it. */
  readonly priceUsd: (input: unknown, output: RunOutput | undefined) => number;
  /** Steps shown in the log. */
  readonly steps: (input: unknown) => number;
}
