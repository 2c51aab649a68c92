import type { AvatarNameRefusal } from './avatar/avatar-name.ts';
import type { PromptRefusal } from './generation/prompt.ts';
import type { SafetyCategory } from './safety/safety.ts';
import type { WebhookRefusal } from './run/webhook-refusal.ts';

export type AvatarNotFound = { readonly code: 'avatar.not-found' };
export type InsufficientCredits = {
  readonly code: 'credits.insufficient';
  readonly price: number;
  readonly available: number;
};

/** Operators let this person do nothing that costs. */
export type UserBlocked = { readonly code: 'user.blocked' };

/** What was shown costs more by now: it is asked anew. */
export type PriceRaised = {
  readonly code: 'price.raised';
  readonly price: number;
  readonly agreed: number;
};

export type CreateAvatarRefusal =
  | AvatarNameRefusal
  | { readonly code: 'avatar.too-many'; readonly max: number }
  | { readonly code: 'avatar.subject-unfit' };

export type PhotoNotFound = { readonly code: 'photo.not-found' };

export type RemovePhotoRefusal = PhotoNotFound | { readonly code: 'avatar.busy-training' };

export type RemoveAllPhotosRefusal = AvatarNotFound | { readonly code: 'avatar.busy-training' };

export type ReceivePhotoRefusal =
  | AvatarNotFound
  | UserBlocked
  | { readonly code: 'avatar.busy-training' }
  | { readonly code: 'photos.received-too-many'; readonly max: number };

export type RequestTrainingRefusal =
  | AvatarNotFound
  | { readonly code: 'avatar.busy-training' }
  | { readonly code: 'photos.still-checking'; readonly checking: number }
  | { readonly code: 'photos.too-few'; readonly have: number; readonly need: number }
  | PriceRaised
  | InsufficientCredits
  | UserBlocked;

export type VersionNotFound = { readonly code: 'training.not-found' };

export type CompareVersionsRefusal =
  VersionNotFound | { readonly code: 'version.without-pictures' };

export type CancelTrainingRefusal =
  { readonly code: 'training.not-found' } | { readonly code: 'training.ended' };

/** Words that nobody gets a picture of. */
export type PromptRefused = {
  readonly code: 'prompt.refused';
  readonly category: SafetyCategory;
};

export type ImageNotFound = { readonly code: 'image.not-found' };

/** Nothing makes such pictures with what an avatar was trained with. */
export type NoGenerator = { readonly code: 'generator.missing' };

export type QuoteGenerationRefusal =
  AvatarNotFound | { readonly code: 'avatar.not-ready' } | NoGenerator;

export type CheckPromptRefusal = PromptRefusal | PromptRefused;

export type BeginDraftRefusal =
  | AvatarNotFound
  | CheckPromptRefusal
  | UserBlocked
  | { readonly code: 'assistant.not-configured' }
  | { readonly code: 'drafts.too-many'; readonly max: number };

export type RequestGenerationRefusal =
  | AvatarNotFound
  | CheckPromptRefusal
  | { readonly code: 'avatar.not-ready' }
  | NoGenerator
  | ImageNotFound
  | { readonly code: 'image.too-large'; readonly max: number }
  | { readonly code: 'generation.ratio-unfit'; readonly ratios: string }
  | { readonly code: 'generation.count-unfit'; readonly max: number }
  | { readonly code: 'generation.not-found' }
  | PriceRaised
  | InsufficientCredits
  | UserBlocked;

export type CancelGenerationRefusal =
  { readonly code: 'generation.not-found' } | { readonly code: 'generation.ended' };

export type ReceiveWebhookRefusal = WebhookRefusal | { readonly code: 'webhook.address-invalid' };

export type ChooseStyleRefusal =
  | AvatarNotFound
  | { readonly code: 'avatar.not-ready' }
  | { readonly code: 'style.not-found' }
  | { readonly code: 'style.unfit' };

/** Everything the domain can say no with. Each edge answers all of them. */
export type Refusal =
  | CreateAvatarRefusal
  | ReceivePhotoRefusal
  | RemovePhotoRefusal
  | RequestTrainingRefusal
  | CompareVersionsRefusal
  | CancelTrainingRefusal
  | RequestGenerationRefusal
  | BeginDraftRefusal
  | CancelGenerationRefusal
  | ChooseStyleRefusal
  | ReceiveWebhookRefusal;

export type RefusalCode = Refusal['code'];
