import type { SentFile, SentVoice } from './handlers/routes.ts';

/** What a person did, once Telegram's ways of saying it are put aside. */
export type Act =
  | { readonly type: 'press'; readonly data: string }
  /** `payload` is the word behind it, as links bring it: `/start <payload>`. */
  | { readonly type: 'command'; readonly name: string; readonly payload?: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'file'; readonly file: SentFile }
  | { readonly type: 'voice'; readonly voice: SentVoice }
  | { readonly type: 'other' };
