import type { RunId } from '../shared/ids.ts';

/** The address a provider reports a run's end to. It names the run and carries a proof that we wrote it. */
export type WebhookAddresses = {
  /** Undefined where nobody could reach us: then only asking finishes a run. */
  issue(run: { runId: RunId; tryNumber: number }): string | undefined;
  /** The run that a query string names, or undefined where the proof is missing or wrong. */
  read(query: string): { runId: RunId; tryNumber: number } | undefined;
};
