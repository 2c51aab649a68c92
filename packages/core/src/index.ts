export { createAisha } from './create-aisha.ts';
export type { Aisha } from './create-aisha.ts';
export type { Brand } from './shared/brand.ts';
export { gather, streamOf } from './shared/bytes.ts';
export type { ByteStream } from './shared/bytes.ts';
export type {
  Address,
  AvatarId,
  BlobKey,
  ErasureId,
  ExportId,
  FavouriteStyleId,
  FileRef,
  GenerationId,
  HoldId,
  ImageId,
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
export type { PictureReader, PictureType, ReadPicture } from './ports/picture-reader.ts';
export type { Ports } from './ports/ports.ts';
export type { ProviderEvent, ProviderEvents } from './ports/provider-events.ts';
export type { EventInbox } from './ports/event-inbox.ts';
export type { ProviderRuns } from './ports/provider-runs.ts';
export type { RateLimiter } from './ports/rate-limiter.ts';
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
