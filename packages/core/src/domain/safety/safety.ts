import type {
  GenerationId,
  PhotoId,
  PromptDraftId,
  SafetyDecisionId,
  TrainingId,
  UserId,
} from '../../shared/ids.ts';

/** What nobody gets a picture of. The gravest first. */
export const safetyCategories = [
  'minors',
  'sexual',
  'self-harm',
  'violence',
  'weapons',
  'hate',
  'deception',
  'illicit',
] as const;
export type SafetyCategory = (typeof safetyCategories)[number];

/** The gravest first, each once. */
export const gravestFirst = (categories: Iterable<SafetyCategory>): SafetyCategory[] => {
  const found = new Set(categories);
  return safetyCategories.filter((category) => found.has(category));
};

/** prompt: words before anything was ordered. */
export type SafetySubject =
  | { readonly type: 'prompt' }
  | { readonly type: 'generation'; readonly id: GenerationId }
  | { readonly type: 'photo'; readonly id: PhotoId }
  | { readonly type: 'draft'; readonly id: PromptDraftId }
  | { readonly type: 'training'; readonly id: TrainingId };

export const safetySubjectTypes = ['prompt', 'generation', 'photo', 'draft', 'training'] as const;

export const safetyJudges = ['rules', 'moderator', 'provider', 'nobody'] as const;

/**
 * That something was not let through, and why. Never what it was: a prompt stays with its order, and
 * what was never ordered is not kept.
 */
export type SafetyDecision = {
  readonly id: SafetyDecisionId;
  readonly userId: UserId;
  readonly subject: SafetySubject;
  /**
   * provider: its own check of what it made or was to learn from. nobody: there was no answer in time,
   * and so it was not let through either.
   */
  readonly judge: (typeof safetyJudges)[number];
  /** Undefined where nobody judged, and where the provider did, which does not say. */
  readonly category?: SafetyCategory | undefined;
  /** The rule's or the moderator's own name of it. */
  readonly reason: string;
  readonly decidedAt: Date;
};
