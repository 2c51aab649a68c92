import type { AuditEntry } from '../audit/audit.ts';
import type { ProviderPause } from '../pause/provider-pause.ts';
import type { ProviderRun, RunFailure, RunProgress, RunSubject } from '../run/run.ts';

/** Work at the provider as far as it matters where it stands: a training or an order of pictures. */
export type Work = {
  readonly status: string;
  readonly price: number;
  readonly progress?: RunProgress | undefined;
  readonly failure?: RunFailure | undefined;
  readonly createdAt: Date;
  readonly startedAt?: Date | undefined;
  readonly finishedAt?: Date | undefined;
  readonly deadlineAt: Date;
};

export type WorkFacts = {
  readonly type: RunSubject['type'];
  readonly work: Work;
  /** Newest first. */
  readonly runs: readonly ProviderRun[];
  readonly webhooks: readonly { readonly outcome: string; readonly receivedAt: Date }[];
  /** What operators did about it. */
  readonly deeds: readonly AuditEntry[];
  /** Of the provider, as they are now. */
  readonly pauses: readonly ProviderPause[];
};
