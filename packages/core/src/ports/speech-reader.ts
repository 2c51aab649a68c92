import type { Result } from '../shared/result.ts';
import type { Locale } from '../domain/user/user.ts';

/** unreadable: nothing was said in it, or it is no speech. */
export type SpeechReaderRefusal = {
  readonly code: 'assistant.not-configured' | 'assistant.unreadable';
};

/**
 * Writes down what is said in a voice message, one line of at most 2,000 characters.
 * Errors as with `PromptWriter`.
 */
export type SpeechReader = {
  isConfigured(): boolean;
  /** OGG with Opus, as messengers send it; at most 20 MB. `locale` is a guess at the language. */
  transcribe(order: {
    readonly voice: Uint8Array;
    readonly locale: Locale;
  }): Promise<Result<string, SpeechReaderRefusal>>;
};
