import type {
  Address,
  ApiClientId,
  ApiKeyId,
  AuditEntryId,
  AvatarId,
  BroadcastId,
  ErasureId,
  ExportId,
  FavouriteStyleId,
  GenerationId,
  HoldId,
  HookId,
  HookMessageId,
  ImageId,
  PhotoId,
  PromptDraftId,
  ProviderEventId,
  Pseudonym,
  RunId,
  SafetyDecisionId,
  TrainingId,
  UserId,
} from '../../shared/ids.ts';
import type { Erasure } from '../../domain/account/erasure.ts';
import type { PersonalExport } from '../../domain/account/personal-export.ts';
import type { AuditEntry } from '../../domain/audit/audit.ts';
import type { Broadcast } from '../../domain/broadcast/broadcast.ts';
import type { ApiClient, ApiKey } from '../../domain/api/api-client.ts';
import type { Hook, HookMessage } from '../../domain/api/hook.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { Image } from '../../domain/image/image.ts';
import type { QueuePause } from '../../domain/job/job-listing.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { PromptDraft } from '../../domain/prompt-draft/prompt-draft.ts';
import type { SafetyDecision } from '../../domain/safety/safety.ts';
import type { PauseScope, ProviderPause } from '../../domain/pause/provider-pause.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { FavouriteStyle } from '../../domain/style/favourite-style.ts';
import type { Training } from '../../domain/training/training.ts';
import type { User } from '../../domain/user/user.ts';
import type { Hold, TransferPlan } from '../../domain/wallet/wallet.ts';
import type { ProviderEvent } from '../../ports/provider-events.ts';

export type BookedTransfer = TransferPlan & { readonly id: string; readonly bookedAt: Date };

/** What a database would hold. Rows are never changed in place, so a copy of the maps is a snapshot. */
export type Store = {
  readonly users: Map<UserId, User>;
  readonly usersByAddress: Map<Address, UserId>;
  /** Whose transfers are all that is left, and since when. */
  readonly forgotten: Map<UserId, Date>;
  /** What runs cost of those who are forgotten, in millionths of a US dollar. */
  readonly forgottenCosts: Map<'billed' | 'maybe', number>;
  /** Who was given welcome credits, and when that is forgotten. */
  readonly welcomes: Map<Pseudonym, Date>;
  readonly exports: Map<ExportId, PersonalExport>;
  readonly erasures: Map<ErasureId, Erasure>;
  readonly avatars: Map<AvatarId, Avatar>;
  readonly photos: Map<PhotoId, Photo>;
  readonly trainings: Map<TrainingId, Training>;
  readonly generations: Map<GenerationId, Generation>;
  readonly images: Map<ImageId, Image>;
  readonly drafts: Map<PromptDraftId, PromptDraft>;
  readonly decisions: Map<SafetyDecisionId, SafetyDecision>;
  readonly favouriteStyles: Map<FavouriteStyleId, FavouriteStyle>;
  readonly holds: Map<HoldId, Hold>;
  /** By idempotency key, in the order they were booked. */
  readonly transfers: Map<string, BookedTransfer>;
  /** By `accountKey`. */
  readonly balances: Map<string, number>;
  readonly runs: Map<RunId, ProviderRun>;
  readonly events: Map<ProviderEventId, ProviderEvent>;
  readonly pauses: Map<PauseScope, ProviderPause>;
  /** By name. */
  readonly alarms: Map<string, { readonly since: Date; readonly toldAt: Date }>;
  readonly audit: Map<AuditEntryId, AuditEntry>;
  readonly broadcasts: Map<BroadcastId, Broadcast>;
  readonly queuePauses: Map<string, QueuePause>;
  readonly apiClients: Map<ApiClientId, ApiClient>;
  readonly apiKeys: Map<ApiKeyId, ApiKey>;
  readonly hooks: Map<HookId, Hook>;
  readonly hookMessages: Map<HookMessageId, HookMessage>;
  /** Events that were set aside, and when. */
  readonly quarantined: Map<ProviderEventId, Date>;
};

export const emptyStore = (): Store => ({
  users: new Map(),
  usersByAddress: new Map(),
  forgotten: new Map(),
  forgottenCosts: new Map(),
  welcomes: new Map(),
  exports: new Map(),
  erasures: new Map(),
  avatars: new Map(),
  photos: new Map(),
  trainings: new Map(),
  generations: new Map(),
  images: new Map(),
  drafts: new Map(),
  decisions: new Map(),
  favouriteStyles: new Map(),
  holds: new Map(),
  transfers: new Map(),
  balances: new Map(),
  runs: new Map(),
  events: new Map(),
  pauses: new Map(),
  alarms: new Map(),
  apiClients: new Map(),
  apiKeys: new Map(),
  hooks: new Map(),
  hookMessages: new Map(),
  audit: new Map(),
  broadcasts: new Map(),
  queuePauses: new Map(),
  quarantined: new Map(),
});
