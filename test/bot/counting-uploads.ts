import type { Message, Messenger } from '@aisha/adapters/telegraf';

/** Counts how often each picture of a screen went up: its bytes are asked for when it does. */
export const countingUploads = (messenger: Messenger) => {
  const uploads = new Map<string, number>();
  const counted = (message: Message): Message => {
    const { picture } = message;
    if (!picture) return message;
    const open = (): Promise<Uint8Array> => {
      uploads.set(picture.key, (uploads.get(picture.key) ?? 0) + 1);
      return picture.open();
    };
    return { ...message, picture: { ...picture, open } };
  };
  const counting: Messenger = {
    ...messenger,
    send: (chatId, message) => messenger.send(chatId, counted(message)),
    editOrSend: (chatId, messageId, message, shows) =>
      messenger.editOrSend(chatId, messageId, counted(message), shows),
  };
  return { messenger: counting, uploads };
};
