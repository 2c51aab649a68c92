/// <reference lib="dom" />

/** What the Telegram sandbox's page API speaks. Times are epoch seconds unless said otherwise. */
export type Entity = {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
  custom_emoji_id?: string;
};

export type KeyboardButton = {
  text: string;
  data?: string;
  url?: string;
  switchInline?: string;
  pay?: boolean;
};

/** `amount` in the currency's smallest unit; Telegram's stars (`XTR`) have no smaller one. */
export type Invoice = { title: string; description: string; currency: string; amount: number };
export type PaymentOutcome = { queryId: string; ok: boolean; error?: string };

export type Photo = { fileId: string; width: number; height: number };
export type ChatDocument = {
  fileId: string;
  name: string;
  size: number;
  mime?: string;
  thumbFileId?: string;
};

export type Message = {
  id: number;
  from: 'user' | 'bot';
  date: number;
  editedAt?: number;
  text?: string;
  caption?: string;
  entities?: Entity[];
  captionEntities?: Entity[];
  photo?: Photo;
  document?: ChatDocument;
  voice?: { fileId: string; duration: number };
  invoice?: Invoice;
  reaction?: string;
  /** The bot's username, where a person sent it with its help. */
  viaBot?: string;
  mediaGroupId?: string;
  keyboard?: KeyboardButton[][];
  /** An empty list takes the reply keyboard away. */
  replyKeyboard?: { text: string }[][];
  silent?: boolean;
  replyTo?: number;
};

export type ChatUser = { id: number; firstName: string; username?: string; languageCode: string };
export type BotCommand = { command: string; description: string };
export type Bot = { name: string; username: string; description?: string; commands: BotCommand[] };

export type ChatState = {
  user: ChatUser;
  bot: Bot;
  started: boolean;
  messages: Message[];
  lastEventId: number | string;
};

export type CallbackAnswer = { callbackId: string; text?: string; alert?: boolean };
export type InlineResult = { id: string; type: string; photo?: Photo };
/** What a bot offers; `nextOffset` asks for more, `button` leads to the bot's own chat. */
export type InlineAnswer = {
  queryId: string;
  results: InlineResult[];
  nextOffset?: string;
  button?: { text: string; startParameter?: string };
};
/** `until` is epoch milliseconds. */
export type ChatAction = { action: string; until: number };

export type ChatEvents = {
  message: Message;
  deleted: { ids: number[] };
  action: ChatAction;
  answer: CallbackAnswer;
  inline: InlineAnswer;
  payment: PaymentOutcome;
  bot: Partial<Bot>;
};
