import type { Brand } from './brand.ts';

export type UserId = Brand<'UserId'>;
export type AvatarId = Brand<'AvatarId'>;
export type PhotoId = Brand<'PhotoId'>;
export type TrainingId = Brand<'TrainingId'>;
export type GenerationId = Brand<'GenerationId'>;
export type ImageId = Brand<'ImageId'>;
export type RunId = Brand<'RunId'>;
export type ProviderEventId = Brand<'ProviderEventId'>;
export type HoldId = Brand<'HoldId'>;
export type FavouriteStyleId = Brand<'FavouriteStyleId'>;
/** Words that somebody else writes for a person to use or not. */
export type PromptDraftId = Brand<'PromptDraftId'>;
export type SafetyDecisionId = Brand<'SafetyDecisionId'>;
/** Something said to many people. */
export type BroadcastId = Brand<'BroadcastId'>;
export type AuditEntryId = Brand<'AuditEntryId'>;
export type JobId = Brand<'JobId'>;
export type ExportId = Brand<'ExportId'>;
export type ApiClientId = Brand<'ApiClientId'>;
export type ApiKeyId = Brand<'ApiKeyId'>;
export type HookId = Brand<'HookId'>;
export type HookMessageId = Brand<'HookMessageId'>;
/** Names a receipt: it leads to nobody. */
export type ErasureId = Brand<'ErasureId'>;
/** The provider's own name for a run it accepted. */
export type ProviderRequestId = Brand<'ProviderRequestId'>;
/** A key of our own making in the blob store: ids and hashes, never user text. */
export type BlobKey = Brand<'BlobKey'>;
/** Lower-case hexadecimal SHA-256, 64 characters. */
export type Sha256 = Brand<'Sha256'>;
/** Where a person is reached: channel and the channel's own id, as in `telegram:123456`. */
export type Address = Brand<'Address'>;
/** What an address is called where it must not be known: see `Pseudonyms`. */
export type Pseudonym = Brand<'Pseudonym'>;
/** The channel's handle for a file that a person sent or that we have shown before. */
export type FileRef = Brand<'FileRef'>;
