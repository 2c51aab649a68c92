import type { SafetyCategory } from '../domain/safety/safety.ts';

/** What is to be judged: a text, a picture (a small JPEG), or both together. */
export type ModeratedContent = {
  readonly text?: string | undefined;
  readonly picture?: Uint8Array | undefined;
};

export type Moderation =
  | { readonly decision: 'allowed' }
  | {
      readonly decision: 'refused';
      /** The gravest first. */
      readonly categories: readonly [SafetyCategory, ...SafetyCategory[]];
      /** The moderator's own name of the reason, for operators. */
      readonly reason: string;
    }
  /** Nobody is there to ask: the local rules and the provider's own check stand alone. */
  | { readonly decision: 'not-configured' };

/**
 * Judges what may be made or kept. A moderator that is configured but does not answer has not
 * allowed anything.
 * Errors as with `PromptWriter`.
 */
export type Moderator = {
  isConfigured(): boolean;
  judge(content: ModeratedContent): Promise<Moderation>;
};
