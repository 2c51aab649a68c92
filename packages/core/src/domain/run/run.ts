import type {
  GenerationId,
  ProviderRequestId,
  RunId,
  TrainingId,
  UserId,
} from '../../shared/ids.ts';
import type { RunCost, UnwantedBilling } from './run-cost.ts';

export type RunSubject =
  | { readonly type: 'training'; readonly id: TrainingId }
  | { readonly type: 'generation'; readonly id: GenerationId };

/**
 * intended: written down, perhaps sent, no answer yet. accepted: the provider gave it a request id.
 * refused: the provider certainly did not take it. abandoned: nobody waits for it any more, though
 * it may have been accepted; where its request id is known it is asked about until the provider is
 * done with it, for what it cost. ended: the provider is done with it.
 */
export const runStatuses = ['intended', 'accepted', 'refused', 'abandoned', 'ended'] as const;
export type RunStatus = (typeof runStatuses)[number];

/**
 * One paid attempt at the provider. It is written before anything is sent ("intended"), so that a
 * reply that was lost can still be matched to what was meant: the webhook address names it.
 */
export type ProviderRun = {
  readonly id: RunId;
  readonly userId: UserId;
  readonly subject: RunSubject;
  /** 1 for the first try. */
  readonly tryNumber: number;
  /** How many earlier tries may have been billed to us; bounded, unlike those that were refused. */
  readonly spentTries: number;
  readonly endpoint: string;
  readonly status: RunStatus;
  readonly requestId?: ProviderRequestId | undefined;
  readonly acceptedAt?: Date | undefined;
  /**
   * The run whose one submission the provider took twice, of which this is the other: recorded,
   * cancelled, never charged for. Absent for the tries themselves, which `tryNumber` counts.
   */
  readonly orphanOf?: RunId | undefined;
  readonly cost: RunCost;
  /** When to ask the provider again; absent once nobody asks any more. */
  readonly nextCheckAt?: Date | undefined;
  readonly checks: number;
  /** How many of the last questions in a row the provider answered with not knowing it. */
  readonly misses: number;
  readonly createdAt: Date;
};

export type RunStage = 'preparing' | 'queued' | 'running' | 'finishing';

export type RunProgress = {
  readonly stage: RunStage;
  /** 0 to 100, where the provider lets us know. */
  readonly percent?: number | undefined;
  /** How many are ahead of us. */
  readonly queuePosition?: number | undefined;
};

export const runFailureCodes = [
  'provider.failed',
  'provider.unavailable',
  'provider.timeout',
  'provider.no-result',
  'content.blocked',
  'content.unjudged',
  'photos.no-face',
  'photos.unreadable',
  'photos.too-few',
  'photos.bad-format',
  'input.rejected',
  'deadline.passed',
] as const;
export type RunFailureCode = (typeof runFailureCodes)[number];

/** Why a run ended without a result: a code that every edge can explain, never the provider's prose. */
export type RunFailure = {
  readonly code: RunFailureCode;
  /** The provider's own type of the error, for operators. */
  readonly providerType?: string | undefined;
  readonly retryable: boolean;
  /** The photo at fault, where the provider names one: its place among the training's, from 1. */
  readonly photoNumber?: number | undefined;
};

/** What the provider says of a run, whoever told us: its webhook or our own question. */
export type RunObservation<Output> =
  | { readonly state: 'queued'; readonly position?: number | undefined }
  | { readonly state: 'running'; readonly percent?: number | undefined }
  | { readonly state: 'succeeded'; readonly output: Output }
  | { readonly state: 'failed'; readonly failure: RunFailure; readonly billing: UnwantedBilling }
  | { readonly state: 'cancelled'; readonly billing: UnwantedBilling }
  | { readonly state: 'unknown' };

/** A run that the provider is still asked about. */
export type WatchedRun = ProviderRun & { readonly requestId: ProviderRequestId };

/** Whether the provider is still asked about it: for its result, or, once given up, for its bill. */
export const isWatched = (run: ProviderRun | undefined): run is WatchedRun =>
  run?.requestId !== undefined && (run.status === 'accepted' || run.status === 'abandoned');
