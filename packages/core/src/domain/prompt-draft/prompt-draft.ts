import type { AvatarId, FileRef, PromptDraftId, UserId } from '../../shared/ids.ts';
import type { Enhancement } from './enhancement.ts';

export const promptDraftKinds = ['photo', 'voice', 'words'] as const;
export type PromptDraftKind = (typeof promptDraftKinds)[number];

export const promptDraftStatuses = ['waiting', 'written', 'failed'] as const;
export type PromptDraftStatus = (typeof promptDraftStatuses)[number];

/** What goes on while a draft is written, in this order. */
export const promptDraftStages = ['opening', 'checking', 'writing'] as const;
export type PromptDraftStage = (typeof promptDraftStages)[number];

/** Why there is no draft: a code that every edge can explain. */
export const promptDraftFailures = [
  'assistant.not-configured',
  'assistant.declined',
  'assistant.unreadable',
  'assistant.down',
  'file.unreadable',
  'file.too-large',
  'content.refused',
] as const;
export type PromptDraftFailure = (typeof promptDraftFailures)[number];

/** A prompt that somebody else writes for a person, who then uses it, changes it or leaves it. */
export type PromptDraft = {
  readonly id: PromptDraftId;
  readonly userId: UserId;
  /** Whose picture it is to be. */
  readonly avatarId: AvatarId;
  readonly kind: PromptDraftKind;
  readonly status: PromptDraftStatus;
  /** The photo or voice message; words have none. */
  readonly source?: FileRef | undefined;
  /** The person's own words, where it began with words. */
  readonly original?: string | undefined;
  /** How much is to be added to words. */
  readonly enhancement?: Enhancement | undefined;
  /** Of a photo, in the person's language. */
  readonly analysis?: string | undefined;
  /** Once it is written. */
  readonly prompt?: string | undefined;
  readonly failure?: PromptDraftFailure | undefined;
  readonly createdAt: Date;
};

export const draftLimits = {
  /** Of one person within an hour: each costs us money and nobody credits. */
  perHour: 40,
  /** An assistant that does not answer within this is done without. */
  patienceMs: 90_000,
  retryMs: 10_000,
  maxFileBytes: 20 * 1024 * 1024,
  keptMs: 7 * 24 * 60 * 60_000,
} as const;
