export { createAisha } from './create-aisha.ts';
export type { Aisha } from './create-aisha.ts';
export { createChores } from './create-chores.ts';
export type { Chore, ChoreParts } from './create-chores.ts';
export type { Brand } from './shared/brand.ts';
export { isBlobKey } from './shared/blob-key.ts';
export { gather, streamOf } from './shared/bytes.ts';
export type { ByteStream } from './shared/bytes.ts';
export type {
  Address,
  AuditEntryId,
  AvatarId,
  BroadcastId,
  BlobKey,
  ApiClientId,
  ApiKeyId,
  ErasureId,
  HookId,
  HookMessageId,
  ExportId,
  FavouriteStyleId,
  FileRef,
  GenerationId,
  HoldId,
  ImageId,
  JobId,
  PhotoId,
  PromptDraftId,
  ProviderEventId,
  ProviderRequestId,
  Pseudonym,
  RunId,
  SafetyDecisionId,
  Sha256,
  TrainingId,
  UserId,
} from './shared/ids.ts';
export { PortError, isPortError, portErrorCodes } from './shared/port-error.ts';
export type { PortErrorCode, PortErrorOptions } from './shared/port-error.ts';
export { ok, refuse } from './shared/result.ts';
export type { Ok, Refused, Result } from './shared/result.ts';
export { acceptsPhotos, avatarAfter } from './domain/avatar/avatar-machine.ts';
export type { AvatarEvent } from './domain/avatar/avatar-machine.ts';
export { avatarNameLength, parseAvatarName } from './domain/avatar/avatar-name.ts';
export type { AvatarNameRefusal } from './domain/avatar/avatar-name.ts';
export { avatarKinds, avatarStatuses, avatarSubjects, subjectsOf } from './domain/avatar/avatar.ts';
export type { Avatar, AvatarKind, AvatarStatus, AvatarSubject } from './domain/avatar/avatar.ts';
export { aspectRatios, sizeFor } from './domain/generation/aspect-ratio.ts';
export type { AspectRatio, PixelSize } from './domain/generation/aspect-ratio.ts';
export {
  generationAfter,
  generationTransitions,
  isGenerationFinal,
  unfinishedGenerationStatuses,
} from './domain/generation/generation-machine.ts';
export type { GenerationEvent } from './domain/generation/generation-machine.ts';
export { generationPurposes, generationStatuses } from './domain/generation/generation.ts';
export {
  chooseGenerator,
  generatorNames,
  generatorTasks,
  nobodysBase,
} from './domain/generation/generator.ts';
export type {
  GeneratorCapabilities,
  GeneratorName,
  GeneratorPreset,
  GeneratorProfile,
  GeneratorSettings,
  GeneratorTask,
} from './domain/generation/generator.ts';
export type {
  Generation,
  GenerationOutput,
  GenerationPurpose,
  GenerationRequest,
  GenerationStatus,
} from './domain/generation/generation.ts';
export { planGeneration } from './domain/generation/plan-generation.ts';
export type { GenerationOrder } from './domain/generation/plan-generation.ts';
export { previewPrompts, previewRatio, previewSeed } from './domain/generation/preview.ts';
export { descriptionLength, isPrompt, isTranslation } from './domain/prompt-draft/answer-limits.ts';
export { enhancements } from './domain/prompt-draft/enhancement.ts';
export type { Enhancement } from './domain/prompt-draft/enhancement.ts';
export {
  draftLimits,
  promptDraftFailures,
  promptDraftKinds,
  promptDraftStages,
  promptDraftStatuses,
} from './domain/prompt-draft/prompt-draft.ts';
export type {
  PromptDraft,
  PromptDraftFailure,
  PromptDraftKind,
  PromptDraftStage,
  PromptDraftStatus,
} from './domain/prompt-draft/prompt-draft.ts';
export { plainLine } from './domain/safety/assistant-text.ts';
export { brokenRule } from './domain/safety/judge-prompt.ts';
export type { BrokenRule } from './domain/safety/judge-prompt.ts';
export {
  gravestFirst,
  safetyCategories,
  safetyJudges,
  safetySubjectTypes,
} from './domain/safety/safety.ts';
export type { SafetyCategory, SafetyDecision, SafetySubject } from './domain/safety/safety.ts';
export { hasForeignLetters } from './domain/generation/language.ts';
export { parsePrompt, promptLength, weavePrompt } from './domain/generation/prompt.ts';
export type { PromptRefusal } from './domain/generation/prompt.ts';
export { exportLimits, planParts } from './domain/image/export-plan.ts';
export type { ExportSelection } from './domain/image/export-plan.ts';
export { monthOf } from './domain/image/image-filter.ts';
export type { ImageCounts, ImageFilter } from './domain/image/image-filter.ts';
export type { Image } from './domain/image/image.ts';
export {
  fingerprintDistance,
  fingerprintLength,
  isNearDuplicate,
} from './domain/photo/fingerprint.ts';
export type { FingerprintDistance } from './domain/photo/fingerprint.ts';
export { summarizeIntake } from './domain/photo/intake.ts';
export type { IntakeSummary } from './domain/photo/intake.ts';
export { archiveRefusalCodes, defaultArchiveRules } from './domain/photo/archive.ts';
export type { ArchiveRefusalCode, ArchiveRules } from './domain/photo/archive.ts';
export {
  blobKeysOf,
  defaultPhotoRules,
  photoRefusalCodes,
  photoStatuses,
  photoVerdictCodes,
} from './domain/photo/photo.ts';
export { defaultQualityRules, judgeQuality, photoWarningCodes } from './domain/photo/quality.ts';
export type {
  PhotoQuality,
  PhotoWarningCode,
  QualityRefusalCode,
  QualityRules,
} from './domain/photo/quality.ts';
export type {
  Photo,
  PhotoContentType,
  PhotoRefusalCode,
  PhotoRules,
  PhotoStatus,
  PhotoVerdictCode,
  SentPhoto,
  StoredPhoto,
} from './domain/photo/photo.ts';
export { defaultPolicy } from './domain/policy/policy.ts';
export type { Policy } from './domain/policy/policy.ts';
export type {
  AvatarNotFound,
  BeginDraftRefusal,
  CancelGenerationRefusal,
  CancelTrainingRefusal,
  CheckPromptRefusal,
  ChooseStyleRefusal,
  CompareVersionsRefusal,
  CreateAvatarRefusal,
  InsufficientCredits,
  PhotoNotFound,
  PriceRaised,
  PromptRefused,
  ReceivePhotoRefusal,
  ReceiveWebhookRefusal,
  Refusal,
  RefusalCode,
  RemoveAllPhotosRefusal,
  RemovePhotoRefusal,
  ImageNotFound,
  NoGenerator,
  QuoteGenerationRefusal,
  RequestGenerationRefusal,
  RequestTrainingRefusal,
  VersionNotFound,
} from './domain/refusals.ts';
export { nextCheckAt } from './domain/run/check-schedule.ts';
export { planTry, refusedPauseMs } from './domain/run/plan-try.ts';
export type { TryPlan } from './domain/run/plan-try.ts';
export { progressAfter } from './domain/run/progress-after.ts';
export { runFailureCodes, runStatuses } from './domain/run/run.ts';
export type {
  ProviderRun,
  RunFailure,
  RunFailureCode,
  RunObservation,
  RunProgress,
  RunStage,
  RunStatus,
  RunSubject,
} from './domain/run/run.ts';
export { webhookRefusalCodes } from './domain/run/webhook-refusal.ts';
export type { WebhookRefusal } from './domain/run/webhook-refusal.ts';
export { unfinishedWorkStatuses, workChanges, workTransitions } from './domain/run/work-machine.ts';
export type { WorkChanges, WorkEvent } from './domain/run/work-machine.ts';
export { popularFirst, surprise } from './domain/style/choose-style.ts';
export type { StyleCount } from './domain/style/choose-style.ts';
export type { FavouriteStyle, OrderedStyle } from './domain/style/favourite-style.ts';
export { fitsAvatar, renderStyle } from './domain/style/render-style.ts';
export type { RenderedStyle } from './domain/style/render-style.ts';
export { styleFaults } from './domain/style/style-faults.ts';
export type { StyleFault } from './domain/style/style-faults.ts';
export { stylePacksPrefix, stylePreviewsPrefix } from './domain/style/style-preview.ts';
export { styleIdLength, styleIdPattern, textIn } from './domain/style/style.ts';
export type {
  Localized,
  Style,
  StyleCategory,
  StyleListing,
  StyleName,
  StylePrompt,
  SubjectWords,
} from './domain/style/style.ts';
export { ownTrainerNames, ownTrainers, planRecipe } from './domain/training/own-trainers.ts';
export type {
  Flux2LoraSettings,
  FluxProFinetuneSettings,
  PortraitLoraSettings,
  RecipeOrder,
} from './domain/training/own-trainers.ts';
export { presetNames, subjectPhrase, triggerPhraseFor } from './domain/training/recipe.ts';
export type {
  BaseFamily,
  PresetMinutes,
  PresetName,
  RecipeHead,
  RecipeSettings,
  TrainerName,
  TrainingRecipe,
} from './domain/training/recipe.ts';
export { chooseTrainer, recipeOf, trainerNamed } from './domain/training/trainer.ts';
export type { LearningOrder, TrainerProfile } from './domain/training/trainer.ts';
export {
  canBeCancelled,
  isTrainingFinal,
  trainingAfter,
  trainingTransitions,
  unfinishedTrainingStatuses,
} from './domain/training/training-machine.ts';
export type { TrainingEvent } from './domain/training/training-machine.ts';
export { trainingStatuses } from './domain/training/training.ts';
export type { VersionDetails } from './domain/training/version.ts';
export type {
  Training,
  TrainingOutput,
  TrainingResult,
  TrainingStatus,
} from './domain/training/training.ts';
export type { Consent, Locale, User } from './domain/user/user.ts';
export {
  defaultCounts,
  defaultSettings,
  notificationChoices,
} from './domain/user/user-settings.ts';
export type {
  DefaultCount,
  NotificationChoice,
  UserSettings,
} from './domain/user/user-settings.ts';
export { defaultPrices } from './domain/wallet/prices.ts';
export type { Prices } from './domain/wallet/prices.ts';
export {
  holdIdOf,
  openHold,
  planExpiry,
  planGrant,
  planHold,
  planSettlement,
  priceOfDelivered,
} from './domain/wallet/transfers.ts';
export { holdStatuses, transferKinds } from './domain/wallet/wallet.ts';
export type {
  AccountName,
  Balance,
  Hold,
  HoldChange,
  HoldStatus,
  Leg,
  TransferKind,
  TransferPlan,
} from './domain/wallet/wallet.ts';
export type { ArchiveBuilder, ArchiveEntry } from './ports/archive-builder.ts';
export type { ArchivedFile, ArchiveReader, ArchiveReaderRefusal } from './ports/archive-reader.ts';
export type { AvatarDirectory, AvatarDossier, AvatarListing } from './ports/avatar-directory.ts';
export type { AvatarTrainer, CancelAnswer, RunHandle } from './ports/avatar-trainer.ts';
export type { Avatars, AvatarSummary } from './ports/avatars.ts';
export type { BlobReference, BlobReferences } from './ports/blob-references.ts';
export type { BlobInfo, BlobStore, StoredBlob } from './ports/blob-store.ts';
export type { Cache } from './ports/cache.ts';
export type { Clock } from './ports/clock.ts';
export type { FileSource } from './ports/file-source.ts';
export type { ModeratedContent, Moderation, Moderator } from './ports/moderator.ts';
export type { PromptDrafts } from './ports/prompt-drafts.ts';
export type { PhotoDescription, PromptWriter, PromptWriterRefusal } from './ports/prompt-writer.ts';
export type { SafetyDecisions } from './ports/safety-decisions.ts';
export type { SpeechReader, SpeechReaderRefusal } from './ports/speech-reader.ts';
export type { DescribePhotoInput } from './use-cases/prompts/describe-photo.ts';
export type { ImprovePromptInput } from './use-cases/prompts/improve-prompt.ts';
export type { TranscribeVoiceInput } from './use-cases/prompts/transcribe-voice.ts';
export type { Generations } from './ports/generations.ts';
export type { HealthCheck } from './ports/health.ts';
export type { Ids } from './ports/ids.ts';
export type {
  GeneratorMaterials,
  GeneratorWeights,
  ImageGenerator,
} from './ports/image-generator.ts';
export type { ImageBetween, ImagePage, Images } from './ports/images.ts';
export type {
  EnqueueOptions,
  Job,
  JobData,
  JobHandlers,
  JobName,
  JobQueue,
  Jobs,
} from './ports/job-queue.ts';
export type { Campaign, Leadership, StopSignal } from './ports/leadership.ts';
export { ledgerFindingCodes } from './ports/ledger-audit.ts';
export type {
  LedgerAudit,
  LedgerFinding,
  LedgerFindingCode,
  LedgerReport,
  LedgerTotals,
  StatementLine,
} from './ports/ledger-audit.ts';
export type { LiveMessage, LiveMessages } from './ports/live-messages.ts';
export type { LogFields, Logger } from './ports/logger.ts';
export type { DraftNotification } from './ports/notifier.ts';
export type { Assistance } from './use-cases/prompts/get-assistance.ts';
export type { AttachedFile, Delivery, Notification, Notifier } from './ports/notifier.ts';
export type { PhotoReader, PhotoReaderRefusal, ReadPhoto } from './ports/photo-reader.ts';
export type { Photos } from './ports/photos.ts';
export type { PictureSheets, Sheet, SheetCell } from './ports/picture-sheets.ts';
export type {
  MeasuredPicture,
  PictureReader,
  PictureType,
  ReadPicture,
} from './ports/picture-reader.ts';
export type { Ports } from './ports/ports.ts';
export type { ProviderEvent, ProviderEvents } from './ports/provider-events.ts';
export type { EventInbox } from './ports/event-inbox.ts';
export type { ProviderRuns } from './ports/provider-runs.ts';
export type { Allowance, RateLimit, RateLimiter } from './ports/rate-limiter.ts';
export type { ResultFetcher } from './ports/result-fetcher.ts';
export type { Trainings } from './ports/trainings.ts';
export type { StyleCatalog } from './ports/style-catalog.ts';
export type { StyleUses } from './ports/style-uses.ts';
export type { Reads, Transaction, UnitOfWork } from './ports/unit-of-work.ts';
export type { ClaimedUpdate, IncomingUpdate, UpdateInbox } from './ports/update-inbox.ts';
export type { Users } from './ports/users.ts';
export type { Wallets } from './ports/wallets.ts';
export type { WebhookAddresses } from './ports/webhook-addresses.ts';
export type { VerifiedWebhook, WebhookBody, WebhookVerifier } from './ports/webhook-verifier.ts';
export type { CreateAvatarInput } from './use-cases/avatars/create-avatar.ts';
export type { AvatarDetails } from './use-cases/avatars/get-avatar.ts';
export type { AvatarCard } from './use-cases/avatars/get-avatar-card.ts';
export type { RenameAvatarInput } from './use-cases/avatars/rename-avatar.ts';
export type { VersionComparison } from './use-cases/versions/compare-versions.ts';
export type { Versions } from './use-cases/versions/list-versions.ts';
export type { GenerationQuote } from './use-cases/generations/quote-generation.ts';
export type {
  RequestGenerationInput,
  RequestedGeneration,
} from './use-cases/generations/request-generation.ts';
export type { ListedImages } from './use-cases/generations/list-images.ts';
export type { ImageStatistics } from './use-cases/images/count-images.ts';
export type { ImageDetails } from './use-cases/images/get-image.ts';
export type { GenerationResult } from './use-cases/images/get-result.ts';
export type { Registered, RegisterUserInput } from './use-cases/people/register-user.ts';
export type { DrawPhotosInput } from './use-cases/photos/draw-photos.ts';
export type { PhotoDetails } from './use-cases/photos/get-photo.ts';
export type { SentPhotos } from './use-cases/photos/list-photos.ts';
export type { ReceivePhotoInput } from './use-cases/photos/receive-photo.ts';
export type { ReceiveWebhookInput } from './use-cases/runs/receive-webhook.ts';
export type { Reconciled } from './use-cases/runs/reconcile.ts';
export type { InspectedStyle, InspectedStyles } from './use-cases/operators/inspect-styles.ts';
export type { PreviewedStyle, PreviewStyleInput } from './use-cases/operators/preview-style.ts';
export type { StyleShelves } from './use-cases/styles/browse-styles.ts';
export type { ChosenStyle } from './use-cases/styles/choose-style.ts';
export type { StyleCard } from './use-cases/styles/get-style.ts';
export type { SurpriseMeInput } from './use-cases/styles/surprise-me.ts';
export type { ListedStyles, ListStylesInput, StyleShelf } from './use-cases/styles/list-styles.ts';
export type { TrainingDetails } from './use-cases/trainings/get-training.ts';
export type { KindQuote } from './use-cases/avatars/quote-kinds.ts';
export type { TrainingQuote } from './use-cases/trainings/quote-training.ts';
export type { RequestTrainingInput } from './use-cases/trainings/request-training.ts';
export { photoNumberIn } from './domain/training/archive-names.ts';
export { runBillings } from './domain/run/run-cost.ts';
export type { RunBilling, RunCost, UnwantedBilling } from './domain/run/run-cost.ts';
export type { PhotoAtFault } from './ports/notifier.ts';
export { alarmPhases } from './domain/alarm/operator-alarm.ts';
export type { AlarmFacts, AlarmPhase, OperatorAlarm } from './domain/alarm/operator-alarm.ts';
export {
  expectedMinutes,
  expectedSeconds,
  fewestForFigures,
  figuresReachMs,
} from './domain/duration/duration.ts';
export type { DurationFigures, WorkKind } from './domain/duration/duration.ts';
export { pauseReasons } from './domain/pause/provider-pause.ts';
export type { PauseReason, PauseScope, ProviderPause } from './domain/pause/provider-pause.ts';
export { firstAttempt } from './ports/notifier.ts';
export type { Attempt, Span } from './ports/notifier.ts';
export type { Operators } from './ports/operators.ts';
export type { ProviderPauses } from './ports/provider-pauses.ts';
export type { RunDurations } from './ports/run-durations.ts';
export type { StandingAlarms } from './ports/standing-alarms.ts';
export type { WatchInput } from './use-cases/alarms/keep-watch.ts';
export type { OrphanSweep, SweepOptions } from './use-cases/storage/sweep-orphans.ts';
export { auditLedger } from './use-cases/operators/audit-ledger.ts';
export { OrderRefused } from './domain/run/order-refused.ts';
export type { Erased, Erasure, ErasureReceipt, Leaver } from './domain/account/erasure.ts';
export { exportKeptMs, exportPauseMs } from './domain/account/personal-export.ts';
export type { PersonalExport } from './domain/account/personal-export.ts';
export type { Welcome } from './domain/account/welcome.ts';
export { personalTables } from './ports/accounts.ts';
export type { PersonalFile } from './domain/account/exported-file.ts';
export type { Accounts, PersonalRow, PersonalTable } from './ports/accounts.ts';
export type { AccountNotification } from './ports/notifier.ts';
export type { DeletionAnswer, ProviderFiles } from './ports/provider-files.ts';
export type { Pseudonyms } from './ports/pseudonyms.ts';
export type { Traces } from './ports/traces.ts';
export type { TransferLine, TransferSubject } from './domain/wallet/wallet.ts';
export type { ExportTooSoon } from './use-cases/account/request-account-export.ts';
export { auditLimits } from './domain/audit/audit.ts';
export type { AuditDetails, AuditEntry, By } from './domain/audit/audit.ts';
export type { AuditFilter, AuditLog } from './ports/audit-log.ts';
export { apiScopes } from './domain/api/scopes.ts';
export type { ApiScope } from './domain/api/scopes.ts';
export { isClientName } from './domain/api/api-client.ts';
export type { ApiClient, ApiKey } from './domain/api/api-client.ts';
export { clientAddress, clientOf, externalIdPattern } from './domain/api/client-address.ts';
export {
  hookEventTypes,
  hookMessageStatuses,
  hookPausesMs,
  longestHookUrl,
} from './domain/api/hook.ts';
export type { Hook, HookEventType, HookMessage, HookMessageStatus } from './domain/api/hook.ts';
export type { ApiKeys, KeyWithClient } from './ports/api-keys.ts';
export type { ApiSecrets, MintedKey } from './ports/api-secrets.ts';
export type { HookMessagePage, Hooks } from './ports/hooks.ts';
export type { HookDelivery, HookSender } from './ports/hook-sender.ts';
export type {
  BegunRequest,
  IdempotentRequest,
  IdempotentRequests,
  KeptAnswer,
} from './ports/idempotent-requests.ts';
export type { CreateApiKeyInput, CreatedApiKey } from './use-cases/api/create-api-key.ts';
export type {
  RegisterClientUserInput,
  RegisteredClientUser,
} from './use-cases/api/register-client-user.ts';
export type { AddHookInput, AddHookRefusal } from './use-cases/hooks/add-hook.ts';
export type { KeepUploadInput, KeptUpload } from './use-cases/photos/keep-upload.ts';
export type { OpenedImage } from './use-cases/images/open-image.ts';
export type { OperatorRefusal, OperatorRefusalCode } from './domain/operator-refusals.ts';
export { workAdvice } from './domain/operator/explain-work.ts';
export type { WaitsFor, WorkAdvice, WorkExplanation } from './domain/operator/explain-work.ts';
export type { HistoryLine } from './domain/operator/work-history.ts';
export type {
  AttachRequestRefusal,
  BroadcastChangeRefusal,
  BroadcastRefusal,
  ExportOfClient,
  GrantRefusal,
  ImportAvatarRefusal,
  ImportResultRefusal,
  PersonNotFound,
  RefreshTrainingRefusal,
  ReplayWebhookRefusal,
  RetryGenerationRefusal,
  RetryTrainingRefusal,
  SupportRefusal,
  TrainingEnded,
  TrainingNotFound,
} from './domain/operator/support-refusals.ts';
export type { Audience } from './domain/broadcast/audience.ts';
export type { UserBlocked } from './domain/refusals.ts';
export type {
  GenerationDossier,
  GenerationFilter,
  GenerationListing,
  Owner,
  TrainingDossier,
  TrainingFilter,
  TrainingListing,
  WebhookDossier,
  WebhookFilter,
  WebhookListing,
  WorkDirectory,
  WorkRecord,
} from './ports/work-directory.ts';
export type {
  UserDirectory,
  UserDossier,
  UserFilter,
  UserListing,
} from './ports/user-directory.ts';
export type { InspectedTraining } from './use-cases/operators/inspect-trainings.ts';
export type { InspectedGeneration } from './use-cases/operators/inspect-generations.ts';
export type { InspectedUser } from './use-cases/operators/inspect-users.ts';
export type { RefreshedTraining } from './use-cases/operators/refresh-training.ts';
export { grantLimits } from './use-cases/operators/grant-credits.ts';
export type { GrantCreditsInput, GrantedCredits } from './use-cases/operators/grant-credits.ts';
export type { AttachRequestInput } from './use-cases/operators/attach-request.ts';
export type { ImportResultInput } from './use-cases/operators/import-result.ts';
export type { BlockedUser } from './use-cases/operators/manage-users.ts';
export type { ReplayedWebhook } from './use-cases/operators/replay-webhook.ts';
export type { OrderedPictures } from './steps/order-pictures.ts';
export type {
  ImportAvatarInput,
  ImportedAvatar,
  WeightsSource,
} from './use-cases/operators/import-avatar.ts';
export { jobStates } from './domain/job/job-listing.ts';
export type { JobListing, JobState, QueueDepth, QueuePause } from './domain/job/job-listing.ts';
export type { JobDesk, JobFilter } from './ports/job-desk.ts';
export type { QueuePauses } from './ports/queue-pauses.ts';
export type { InspectedQueues } from './use-cases/operators/inspect-jobs.ts';
export type { DecideJobInput, DecideJobRefusal } from './use-cases/operators/decide-jobs.ts';
export type {
  QueueInput,
  ResumedProvider,
  ResumeProviderInput,
} from './use-cases/operators/pause-queues.ts';
export type { Lag } from './use-cases/runs/measure-lag.ts';
export type { NotedChange } from './steps/note-change.ts';
export type { VerifiedStorage, VerifyStorageInput } from './use-cases/storage/verify-storage.ts';
export type { ReconcileInput } from './use-cases/runs/reconcile.ts';
export { broadcastStatuses } from './domain/broadcast/broadcast.ts';
export type { Broadcast, BroadcastStatus, BroadcastTexts } from './domain/broadcast/broadcast.ts';
export type { Broadcasts } from './ports/broadcasts.ts';
export type { BroadcastInput, BroadcastPlan } from './use-cases/broadcasts/manage-broadcasts.ts';
export { figureNames, noFigures } from './domain/statistics/day-figures.ts';
export type { DayFigures, FigureName } from './domain/statistics/day-figures.ts';
export type { Statistics } from './ports/statistics.ts';
export type { ReplayHookMessageInput } from './use-cases/hooks/replay-hook-message.ts';
