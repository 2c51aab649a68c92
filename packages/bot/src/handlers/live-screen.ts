import type { Message } from '@aisha/adapters/telegraf';
import type { UserTurn } from '../turn.ts';
import type { BotDependencies } from './routes.ts';

/** Any news of the topic is newer than what the handler itself shows. */
const version = 0;

/**
 * Makes the pressed message the one that tells of a topic from now on, or a new one where nothing was pressed. Jobs may be faster than this
 * handler: where their news has a message already, that one stays and the pressed one goes.
 */
export const showAsLive = async (
  { liveMessages, messenger }: Pick<BotDependencies, 'liveMessages' | 'messenger'>,
  turn: UserTurn,
  topic: string,
  screen: Message,
): Promise<void> => {
  const { user, chatId, messageId } = turn;
  const become = (ref: number) =>
    liveMessages.save({
      userId: user.id,
      topic,
      messageRef: String(ref),
      contentHash: '',
      version,
    });
  if (!turn.isPress) {
    const said = await turn.say(screen);
    if (!(await become(said))) await messenger.delete(chatId, said);
    return;
  }
  if (!(await become(messageId))) return messenger.delete(chatId, messageId);
  const shown = await turn.show(screen);
  if (shown !== messageId) await become(shown);
};

/** The pressed message goes on as something else: it tells of this topic no more, and is not taken away with it. */
export const letGo = async (
  { liveMessages }: Pick<BotDependencies, 'liveMessages'>,
  { user, messageId }: Pick<UserTurn, 'user' | 'messageId'>,
  topic: string,
): Promise<void> => {
  const told = await liveMessages.find(user.id, topic);
  if (told?.messageRef === String(messageId)) await liveMessages.delete(user.id, topic);
};
