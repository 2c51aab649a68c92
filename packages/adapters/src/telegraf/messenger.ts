import type { Telegram } from 'telegraf';
import { calling } from './calling.ts';
import { markupOf, toMarkup } from './markup.ts';
import type { Keyboard, Message, MessageId } from './message.ts';
import { noHandles, type PictureHandles } from './picture-handles.ts';
import { hasPicture, pictureScreens } from './picture-screens.ts';
import {
  isMessageGone,
  isNotEditable,
  isNotModified,
  isPressTooOld,
  unless,
} from './telegram-errors.ts';

/** Everything that is said in chats is said here: one place knows how Telegram refuses an edit. */
export type Messenger = {
  send(chatId: number, message: Message): Promise<MessageId>;
  /**
   * Edits in place where Telegram lets it, sends anew where not. Answers the message that now says it.
   * A picture and words alone cannot become each other: what `shows` the other kind is replaced.
   */
  editOrSend(
    chatId: number,
    messageId: MessageId,
    message: Message,
    shows?: 'text' | 'picture',
  ): Promise<MessageId>;
  /** Other buttons under a message that stays as it is. A message that is gone is fine. */
  editButtons(chatId: number, messageId: MessageId, keyboard: Keyboard): Promise<void>;
  /** A message that is gone, or too old to be deleted, is fine. */
  delete(chatId: number, messageId: MessageId): Promise<void>;
  /** Ends the waiting on a pressed button. Text above 200 characters is cut. A press that is too old is fine. */
  answerPress(pressId: string, answer?: { text: string; alert?: boolean }): Promise<void>;
  /** Shows "typing" or the like for up to 5 s. Never fails: it is a courtesy. */
  showAction(chatId: number, action: 'typing' | 'upload_photo'): Promise<void>;
};

const answerLength = 200;

export type MessengerOptions = {
  readonly telegram: Telegram;
  readonly handles?: PictureHandles;
};

export const telegrafMessenger = ({
  telegram,
  handles = noHandles,
}: MessengerOptions): Messenger => {
  const { send, edit, replace } = screens({ telegram, handles });
  return {
    send,
    editOrSend: (chatId, messageId, message, shows = 'text') =>
      calling('editMessageText', async () => {
        if (hasPicture(message) !== (shows === 'picture')) {
          return replace(chatId, messageId, message);
        }
        try {
          await edit(chatId, messageId, message);
          return messageId;
        } catch (error) {
          if (isNotModified(error)) return messageId;
          if (isNotEditable(error)) return send(chatId, message);
          throw error;
        }
      }),
    editButtons: (chatId, messageId, keyboard) =>
      calling('editMessageReplyMarkup', async () => {
        await telegram
          .editMessageReplyMarkup(chatId, messageId, undefined, toMarkup(keyboard))
          .catch(unless((error) => isNotModified(error) || isNotEditable(error)));
      }),
    delete: (chatId, messageId) =>
      calling('deleteMessage', async () => {
        await telegram.deleteMessage(chatId, messageId).catch(unless(isMessageGone));
      }),
    answerPress: (pressId, answer) =>
      calling('answerCallbackQuery', async () => {
        const text = answer && cut(answer.text);
        await telegram
          .answerCbQuery(pressId, text, { show_alert: answer?.alert ?? false })
          .catch(unless(isPressTooOld));
      }),
    showAction: async (chatId, action) => {
      await telegram.sendChatAction(chatId, action).catch(() => undefined);
    },
  };
};

/** What may fail as Telegram says, and is translated by who calls. */
const screens = ({ telegram, handles }: Required<MessengerOptions>) => {
  const pictures = pictureScreens({ telegram, handles });
  const send: Messenger['send'] = (chatId, message) =>
    calling('sendMessage', async () => {
      if (hasPicture(message)) return pictures.send(chatId, message);
      const sent = await telegram.sendMessage(chatId, message.html, textOptions(message));
      return sent.message_id;
    });
  const edit = async (chatId: number, messageId: MessageId, message: Message): Promise<void> => {
    if (hasPicture(message)) return pictures.edit(chatId, messageId, message);
    const options = textOptions(message);
    await telegram.editMessageText(chatId, messageId, undefined, message.html, options);
  };
  const replace = async (
    chatId: number,
    messageId: MessageId,
    message: Message,
  ): Promise<MessageId> => {
    const sent = await send(chatId, message);
    // What is shown is shown; the old screen in the way is a blemish.
    await telegram.deleteMessage(chatId, messageId).catch(() => undefined);
    return sent;
  };

  return { send, edit, replace };
};

/** Never in the middle of a character: half of one is not valid text, and Telegram refuses it. */
const cut = (text: string): string => text.slice(0, answerLength).replace(/\p{Surrogate}$/u, '');

const textOptions = (message: Message) => ({
  parse_mode: 'HTML' as const,
  link_preview_options: { is_disabled: true },
  ...markupOf(message),
});
