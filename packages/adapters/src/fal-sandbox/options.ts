import type { FaultControl, FaultInput } from './faults.ts';
import type { RunSummary } from './run-record.ts';

/** How long things take, in milliseconds. */
export interface SandboxTimings {
  /** Time spent IN_QUEUE when a runner is free. */
  readonly queueMs: number;
  /** Time a training runs. */
  readonly trainingMs: number;
  /** Time a generation or an upscale runs. */
  readonly generationMs: number;
  /** Time between the cancel signal and the end of a running job. */
  readonly cancelMs: number;
  /** Runs side by side; further ones wait IN_QUEUE. */
  readonly concurrency: number;
  /** First delay between two webhook attempts; doubles up to `webhookMaxBackoffMs`. */
  readonly webhookBackoffMs: number;
  readonly webhookMaxBackoffMs: number;
  /** Deliveries tried before a webhook is given up. fal: one and up to 31 retries. */
  readonly webhookAttempts: number;
  readonly webhookFirstTimeoutMs: number;
  readonly webhookLaterTimeoutMs: number;
}

export const defaultTimings: SandboxTimings = {
  queueMs: 1_000,
  trainingMs: 20_000,
  generationMs: 2_000,
  cancelMs: 200,
  concurrency: 40,
  webhookBackoffMs: 1_000,
  webhookMaxBackoffMs: 60_000,
  webhookAttempts: 32,
  webhookFirstTimeoutMs: 15_000,
  webhookLaterTimeoutMs: 120_000,
};

/** What the sandbox refuses or forgets beyond these. Sizes in bytes, ages in milliseconds. */
export const limits = {
  jsonBytes: 16 * 1024 * 1024,
  uploadBytes: 512 * 1024 * 1024,
  partBytes: 16 * 1024 * 1024,
  parts: 100,
  keptRuns: 2_000,
  keptFiles: 20_000,
  openUploads: 1_000,
  fileAgeMs: 7 * 24 * 3_600_000,
  sweepEveryMs: 10 * 60_000,
} as const;

export type SandboxLog = (event: string, details: Readonly<Record<string, unknown>>) => void;

export interface FalSandboxOptions {
  /** Requests, results, files and the signing key live here; created when missing. */
  readonly dataDir: string;
  /** 0 takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** The one key that is let in: `Authorization: Key <apiKey>`. */
  readonly apiKey: string;
  /** Sent (and signed) as `X-Fal-Webhook-User-Id`. */
  readonly userId: string;
  readonly timings?: Partial<SandboxTimings>;
  readonly faults?: readonly FaultInput[];
  readonly log?: SandboxLog;
}

export interface FalSandbox {
  /** `http://127.0.0.1:<port>`; the three URLs below are under it. */
  readonly origin: string;
  readonly queueUrl: string;
  readonly restUrl: string;
  readonly jwksUrl: string;
  /** Every accepted run, oldest first: the bill to compare one's own ledger with. */
  readonly runs: () => readonly RunSummary[];
  readonly faults: FaultControl;
  /** Closes the server and leaves runs under way on disk, to be continued by the next start. */
  readonly stop: () => Promise<void>;
}
