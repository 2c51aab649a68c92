import { pageMessage } from './page-message.ts';
import type { Sandbox } from './sandbox.ts';
import { chatOf, userOf, type MessageRecord, type Person } from './store.ts';
import type { Message, MessageContent, User } from './wire.ts';

type Desk = Pick<Sandbox, 'bot' | 'store' | 'files' | 'hub' | 'now'>;

export const botUser = ({ bot }: Pick<Sandbox, 'bot'>): User => ({
  id: bot.id,
  is_bot: true,
  first_name: bot.name,
  username: bot.username,
});

export const epochSeconds = ({ now }: Pick<Sandbox, 'now'>): number => Math.floor(now() / 1_000);

const fileIdsOf = ({ photo, document, voice, animation }: Message): string[] => [
  ...(photo ?? []).map(({ file_id: id }) => id),
  ...[document, voice, animation].flatMap((file) => file?.file_id ?? []),
  ...[document, animation].flatMap((file) => file?.thumbnail?.file_id ?? []),
];

/** Who is shown something may open its files. */
export const showFiles = (
  { files }: Pick<Sandbox, 'files'>,
  chatId: number,
  fileIds: readonly string[],
): void => {
  for (const fileId of fileIds) {
    const file = files.find(fileId);
    if (file !== undefined && !file.chatIds.includes(chatId))
      files.update({ ...file, chatIds: [...file.chatIds, chatId] });
  }
};

/** Keeps a message, new or changed, and shows it on the page. */
export const saveMessage = (desk: Desk, record: MessageRecord): MessageRecord => {
  desk.store.messages.save(record);
  showFiles(desk, record.wire.chat.id, fileIdsOf(record.wire));
  desk.hub.publish(record.wire.chat.id, 'message', pageMessage(record));
  return record;
};

export type NewMessage = MessageContent &
  Pick<Message, 'media_group_id' | 'reply_markup' | 'reply_to_message' | 'forward_origin'> &
  Pick<Message, 'has_protected_content' | 'via_bot'>;

/** A message as it will be kept, numbered and dated but not yet saved. */
export const draftMessage = (
  desk: Desk,
  person: Person,
  { byBot, ...content }: NewMessage & { byBot: boolean },
): MessageRecord => ({
  byBot,
  wire: {
    message_id: desk.store.next('message'),
    from: byBot ? botUser(desk) : userOf(person),
    chat: chatOf(person),
    date: epochSeconds(desk),
    ...content,
  },
});

/** A reply shows its message without that message's own reply. */
export const quoted = ({ wire }: MessageRecord): Message => {
  const { reply_to_message: _deeper, ...flat } = wire;
  return flat;
};
