import type { TrainingId } from '../../shared/ids.ts';
import type { UserBlocked } from '../refusals.ts';

export type TrainingNotFound = { readonly code: 'training.not-found' };
export type TrainingEnded = { readonly code: 'training.ended' };
export type PersonNotFound = { readonly code: 'person.not-found' };

export type RefreshTrainingRefusal = TrainingNotFound | TrainingEnded;

export type RetryTrainingRefusal =
  | TrainingNotFound
  /** It goes on, or there is no reason to: it succeeded. */
  | { readonly code: 'training.not-failed'; readonly status: string }
  /** Another was made since. */
  | { readonly code: 'training.superseded'; readonly by: TrainingId };

export type AttachRequestRefusal =
  | TrainingNotFound
  | TrainingEnded
  /** Nothing was handed to the provider yet. */
  | { readonly code: 'run.missing' }
  /** The newest try has a request of its own. */
  | { readonly code: 'run.has-request'; readonly requestId: string }
  | { readonly code: 'request.of-another-run' }
  /** The provider does not know it. */
  | { readonly code: 'request.unknown' };

export type ImportResultRefusal =
  | TrainingNotFound
  | TrainingEnded
  | { readonly code: 'result.not-json' }
  /** No weights, or not those of such a training, are named in it. */
  | { readonly code: 'result.unusable' };

export type RetryGenerationRefusal =
  | { readonly code: 'generation.not-found' }
  | { readonly code: 'generation.not-failed'; readonly status: string }
  /** First pictures come unasked, and once. */
  | { readonly code: 'generation.unasked' };

/** Whom a service has brought is sent nothing: the service reads everything over the API. */
export type ExportOfClient = { readonly code: 'export.of-client' };

type ManageUserRefusal =
  PersonNotFound | ExportOfClient | { readonly code: 'export.too-soon'; readonly waitMs: number };

export type ReplayWebhookRefusal = { readonly code: 'webhook.not-found' };

export type GrantRefusal =
  | PersonNotFound
  | { readonly code: 'credits.amount-unfit'; readonly min: number; readonly max: number };

export type ImportAvatarRefusal =
  | PersonNotFound
  | UserBlocked
  | { readonly code: 'trigger-phrase.unfit' }
  /** It is no safetensors file. */
  | { readonly code: 'weights.unreadable' }
  | { readonly code: 'weights.unfit'; readonly kind: string };

export type BroadcastRefusal =
  | { readonly code: 'broadcast.without-words' }
  | { readonly code: 'broadcast.words-too-long'; readonly locale: string; readonly max: number }
  | { readonly code: 'broadcast.placeholder-unknown'; readonly placeholder: string }
  | { readonly code: 'broadcast.nobody' };

export type BroadcastChangeRefusal =
  { readonly code: 'broadcast.not-found' } | { readonly code: 'broadcast.ended' };

/** What can be in the way of helping somebody. */
export type SupportRefusal =
  | RefreshTrainingRefusal
  | RetryTrainingRefusal
  | AttachRequestRefusal
  | ImportResultRefusal
  | RetryGenerationRefusal
  | ReplayWebhookRefusal
  | ManageUserRefusal
  | GrantRefusal
  | ImportAvatarRefusal
  | BroadcastRefusal
  | BroadcastChangeRefusal;
