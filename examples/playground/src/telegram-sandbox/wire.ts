/**
 * The Bot API's objects as the sandbox sends and stores them, in the wire's own spelling.
 * @see https://core.telegram.org/bots/api#available-types
 */
export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
  language_code?: string;
}

export interface Chat {
  id: number;
  type: 'private';
  first_name: string;
  username?: string;
}

/** Offsets and lengths are in UTF-16 code units. */
export interface MessageEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
}

/** Sizes are in bytes, sides in pixels. */
export interface PhotoSize {
  file_id: string;
  file_unique_id: string;
  width: number;
  height: number;
  file_size: number;
}

export interface DocumentFile {
  file_id: string;
  file_unique_id: string;
  file_name?: string;
  mime_type?: string;
  file_size: number;
  thumbnail?: PhotoSize;
}

export interface VoiceFile {
  file_id: string;
  file_unique_id: string;
  duration: number;
  mime_type?: string;
  file_size: number;
}

export interface AnimationFile extends DocumentFile {
  width: number;
  height: number;
  duration: number;
}

export interface InlineButton {
  text: string;
  [action: string]: unknown;
}

export interface InlineKeyboard {
  inline_keyboard: InlineButton[][];
}

interface Invoice {
  title: string;
  description: string;
  start_parameter: string;
  currency: string;
  total_amount: number;
}

export interface Payment {
  currency: string;
  total_amount: number;
  invoice_payload: string;
  telegram_payment_charge_id: string;
  provider_payment_charge_id?: string;
}

/** What a message can carry; a text message has `text`, a media message its file and a caption. */
export interface MessageContent {
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  photo?: PhotoSize[];
  document?: DocumentFile;
  voice?: VoiceFile;
  animation?: AnimationFile;
  invoice?: Invoice;
  successful_payment?: Payment;
  refunded_payment?: Payment;
  show_caption_above_media?: true;
  has_media_spoiler?: true;
}

export interface Message extends MessageContent {
  message_id: number;
  from: User;
  chat: Chat;
  /** Epoch seconds. */
  date: number;
  edit_date?: number;
  media_group_id?: string;
  reply_markup?: InlineKeyboard;
  reply_to_message?: Message;
  forward_origin?: { type: 'user'; sender_user: User; date: number };
  has_protected_content?: true;
  /** The bot with whose help a person sent it. */
  via_bot?: User;
}

/** One kind of news with its object, such as `{message}` or `{callback_query}`. */
export type UpdateBody = Record<string, unknown>;
export type Update = UpdateBody & { update_id: number };
