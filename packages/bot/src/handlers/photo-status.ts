import type { AvatarDetails } from '@aisha/core';
import { photosTopic } from '../notifications/topics.ts';
import { photosScreen } from '../screens/photos.ts';
import type { UserTurn } from '../turn.ts';
import type { BotDependencies } from './routes.ts';

/** Shows how an avatar's photos stand. From now on this is the message that is edited; the one before goes. */
export const showPhotoStatus = async (
  { liveMessages, messenger }: Pick<BotDependencies, 'liveMessages' | 'messenger'>,
  turn: UserTurn,
  { avatar, intake }: Pick<AvatarDetails, 'avatar' | 'intake'>,
  waiting = 0,
): Promise<void> => {
  const { user, chatId } = turn;
  const topic = photosTopic(avatar.id);
  const before = await liveMessages.find(user.id, topic);
  const shown = await turn.show(photosScreen(turn, avatar.id, intake, waiting));
  // As old as what was shown before, so that any news is newer.
  const version = before?.version ?? 0;
  const now = { userId: user.id, topic, messageRef: String(shown), contentHash: '', version };
  const isOurs = await liveMessages.save(now);
  const old = Number(before?.messageRef || shown);
  if (isOurs && old !== shown) await messenger.delete(chatId, old);
};
