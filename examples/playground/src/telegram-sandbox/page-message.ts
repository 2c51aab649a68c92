import type { MessageRecord } from './store.ts';
import type { InlineButton, Message, MessageEntity } from './wire.ts';

interface PageButton {
  text: string;
  data?: string;
  url?: string;
  switchInline?: string;
  pay?: true;
}

/** A message as the chat page shows it. Dates are epoch seconds. */
export interface PageMessage {
  id: number;
  from: 'user' | 'bot';
  date: number;
  editedAt?: number;
  text?: string;
  caption?: string;
  entities?: MessageEntity[];
  captionEntities?: MessageEntity[];
  photo?: { fileId: string; width: number; height: number };
  document?: { fileId: string; name: string; size: number; mime?: string; thumbFileId?: string };
  voice?: { fileId: string; duration: number };
  invoice?: { title: string; description: string; currency: string; amount: number };
  mediaGroupId?: string;
  keyboard?: PageButton[][];
  replyKeyboard?: { text: string }[][];
  silent?: true;
  replyTo?: number;
  reaction?: string;
  /** The bot's username, where a person sent it with its help. */
  viaBot?: string;
}

const stringOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

const buttonOf = (button: InlineButton): PageButton => {
  const data = stringOf(button['callback_data']);
  const webApp = button['web_app'] as { url?: string } | undefined;
  const url = stringOf(button['url']) ?? webApp?.url;
  const switchInline =
    stringOf(button['switch_inline_query']) ?? stringOf(button['switch_inline_query_current_chat']);
  return {
    text: button.text,
    ...(data !== undefined && { data }),
    ...(url !== undefined && { url }),
    ...(switchInline !== undefined && { switchInline }),
    ...(button['pay'] === true && { pay: true }),
  };
};

const documentOf = ({ document, animation }: Message): PageMessage['document'] => {
  const file = animation ?? document;
  return (
    file && {
      fileId: file.file_id,
      name: file.file_name ?? 'file',
      size: file.file_size,
      ...(file.mime_type !== undefined && { mime: file.mime_type }),
      ...(file.thumbnail !== undefined && { thumbFileId: file.thumbnail.file_id }),
    }
  );
};

const mediaOf = (wire: Message): Partial<PageMessage> => {
  const largest = wire.photo?.at(-1);
  const document = documentOf(wire);
  const { voice, invoice } = wire;
  return {
    ...(largest && {
      photo: { fileId: largest.file_id, width: largest.width, height: largest.height },
    }),
    ...(document && { document }),
    ...(voice && { voice: { fileId: voice.file_id, duration: voice.duration } }),
    ...(invoice && {
      invoice: {
        title: invoice.title,
        description: invoice.description,
        currency: invoice.currency,
        amount: invoice.total_amount,
      },
    }),
  };
};

/** A payment is a service message in Telegram; the page shows it as a line of text. */
const serviceTextOf = ({ successful_payment: paid, refunded_payment: back }: Message) => {
  if (paid !== undefined) return `⭐ ${paid.total_amount} ${paid.currency} ✓`;
  return back === undefined ? undefined : `⭐ ${back.total_amount} ${back.currency} ↩`;
};

const wordsOf = (wire: Message): Partial<PageMessage> => {
  const text = wire.text ?? serviceTextOf(wire);
  return {
    ...(text !== undefined && { text }),
    ...(wire.entities && { entities: wire.entities }),
    ...(wire.caption !== undefined && { caption: wire.caption }),
    ...(wire.caption_entities && { captionEntities: wire.caption_entities }),
  };
};

export const pageMessage = (record: MessageRecord): PageMessage => {
  const { wire, byBot, silent, replyKeyboard, reaction } = record;
  const keyboard = wire.reply_markup?.inline_keyboard.map((row) => row.map(buttonOf));
  const replyTo = wire.reply_to_message?.message_id;
  return {
    id: wire.message_id,
    from: byBot ? 'bot' : 'user',
    date: wire.date,
    ...(wire.edit_date !== undefined && { editedAt: wire.edit_date }),
    ...wordsOf(wire),
    ...mediaOf(wire),
    ...(wire.media_group_id !== undefined && { mediaGroupId: wire.media_group_id }),
    ...(keyboard && { keyboard }),
    ...(replyKeyboard && { replyKeyboard }),
    ...(silent === true && { silent }),
    ...(replyTo !== undefined && { replyTo }),
    ...(reaction !== undefined && { reaction }),
    ...(wire.via_bot?.username !== undefined && { viaBot: wire.via_bot.username }),
  };
};
