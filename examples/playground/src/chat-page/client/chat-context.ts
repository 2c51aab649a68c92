import type { KeyboardButton } from './protocol.ts';
import type { Language, Texts } from './texts.ts';

/** What the views may know and do. */
export type ChatContext = {
  userId: number;
  botName: string;
  botUsername: string;
  language: Language;
  texts: Texts;
  fileUrl: (fileId: string) => string;
  sendText: (text: string) => void;
  press: (messageId: number, button: KeyboardButton) => Promise<void>;
  openPhoto: (fileId: string) => void;
  toast: (text: string) => void;
  goTo: (messageId: number) => void;
};
