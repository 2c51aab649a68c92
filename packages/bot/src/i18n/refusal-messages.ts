import type { Refusal, RefusalCode } from '@aisha/core';
import type { MessageKey, Translate } from './translate.ts';

/** What a person reads for each way the domain says no. A new code does not compile until it has its sentence. */
const refusalMessages = {
  'avatar-name.too-short': 'refused.name-too-short',
  'avatar-name.too-long': 'refused.name-too-long',
  'avatar-name.has-markup': 'refused.name-has-markup',
  'avatar.too-many': 'refused.too-many-avatars',
  'avatar.subject-unfit': 'refused.subject-unfit',
  'avatar.not-found': 'refused.avatar-not-found',
  'avatar.busy-training': 'refused.avatar-busy',
  'avatar.not-ready': 'refused.avatar-not-ready',
  'photo.not-found': 'refused.photo-not-found',
  'photos.received-too-many': 'refused.received-too-many',
  'photos.still-checking': 'refused.still-checking',
  'photos.too-few': 'refused.too-few-photos',
  'credits.insufficient': 'refused.insufficient',
  'user.blocked': 'refused.blocked',
  'price.raised': 'refused.price-raised',
  'training.not-found': 'refused.training-not-found',
  'training.ended': 'refused.training-ended',
  'version.without-pictures': 'refused.version-without-pictures',
  // Told by what it is refused for.
  'prompt.refused': 'refused.prompt.illicit',
  'assistant.not-configured': 'refused.no-assistant',
  'drafts.too-many': 'refused.too-many-drafts',
  'prompt.too-short': 'refused.prompt-too-short',
  'prompt.too-long': 'refused.prompt-too-long',
  'generation.count-unfit': 'refused.count-unfit',
  'generation.ratio-unfit': 'refused.ratio-unfit',
  'generator.missing': 'refused.no-generator',
  'image.not-found': 'picture.gone',
  'image.too-large': 'refused.image-too-large',
  'generation.not-found': 'refused.generation-not-found',
  'generation.ended': 'refused.generation-ended',
  'style.not-found': 'style.gone',
  'style.unfit': 'style.unfit',
  'webhook.address-invalid': 'refused.webhook',
  'webhook.headers-missing': 'refused.webhook',
  'webhook.headers-malformed': 'refused.webhook',
  'webhook.stale': 'refused.webhook',
  'webhook.foreign-account': 'refused.webhook',
  'webhook.signature-invalid': 'refused.webhook',
  'webhook.body-malformed': 'refused.webhook',
  'webhook.request-mismatch': 'refused.webhook',
} as const satisfies Record<RefusalCode, MessageKey>;

export const refusalText = (refusal: Refusal, t: Translate): string => {
  if (refusal.code === 'prompt.refused') return t(`refused.prompt.${refusal.category}`);
  const { code, ...details } = refusal;
  return t(refusalMessages[code], details);
};
