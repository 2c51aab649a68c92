import type { Result } from '../shared/result.ts';
import type { Enhancement } from '../domain/prompt-draft/enhancement.ts';
import type { Locale } from '../domain/user/user.ts';

/** What can be seen on a picture. */
export type PhotoDescription = {
  /** For the person, in their language: what makes the picture what it is. At most 1,000 characters. */
  readonly analysis: string;
  /** English, for a generator: shot, pose, clothing, light, setting, composition; never who it is. */
  readonly prompt: string;
};

/**
 * not-configured: nobody is there to ask, and never will be. declined: it was asked and will not do
 * it, as with a picture it finds improper. unreadable: it answered nothing that is of use, as with a
 * picture that shows nothing.
 */
export type PromptWriterRefusal = {
  readonly code: 'assistant.not-configured' | 'assistant.declined' | 'assistant.unreadable';
};

/**
 * Puts pictures and people's words into prompts, by a language model. What is given to it is material
 * and never an instruction, and what it answers is no more than text: one line, bounded, to be judged
 * as a person's own words are.
 * Errors: `provider.rate-limited` (retryable, with `retryAfterMs` where known),
 * `provider.balance-exhausted` and `provider.unauthorized` (not retryable: somebody must act),
 * `provider.unavailable` (retryable), `provider.invalid-answer` (retryable), `provider.rejected`.
 */
export type PromptWriter = {
  isConfigured(): boolean;
  /** `photo` is a JPEG, small and without metadata. */
  describe(order: {
    readonly photo: Uint8Array;
    readonly locale: Locale;
  }): Promise<Result<PhotoDescription, PromptWriterRefusal>>;
  /**
   * The prompt in English, whatever its language, with as much added as the enhancement says. What is
   * English already comes back as it was given where nothing is to be added.
   */
  improve(order: {
    readonly prompt: string;
    readonly enhancement: Enhancement;
  }): Promise<Result<string, PromptWriterRefusal>>;
};
