import type { MessageKey } from './en.ts';

/** What a language's file, as in `de.ts`, exports as `language`. */
export type Language = {
  readonly messages: Readonly<Record<MessageKey, string>>;
  /** Whoever uses Telegram in one of these is spoken to in this one, until they choose. */
  readonly alsoFor?: readonly string[];
};
