import type { AvatarId, FileRef } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { refusalText } from '../i18n/refusal-messages.ts';
import { avatarButton } from '../screens/avatars.ts';
import { homeButton } from '../screens/menu.ts';
import { askPhotosScreen, photosScreen } from '../screens/photos.ts';
import type { UserTurn } from '../turn.ts';
import { ownAvatar } from './own-avatar.ts';
import type { BotDependencies, Routes, SentFile } from './routes.ts';

/** Photos on their way into an avatar. Each is only noted here; jobs look at them and tell how they stand. */
export const photoRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha, policy } = dependencies;
  const forWhich = (turn: UserTurn) => askForWhich(dependencies, turn);
  return {
    presses: {
      photos: async (turn, [id]) => {
        const found = await ownAvatar(dependencies, turn, id);
        if (!found) return;
        const { avatar, intake } = found;
        turn.go({ step: 'photos', avatarId: avatar.id });
        const begun = intake.accepted + intake.checking > 0;
        await turn.show(
          begun
            ? photosScreen(turn, avatar.id, intake)
            : askPhotosScreen(turn, avatar, policy.photos),
        );
      },
    },
    texts: {
      photos: async (turn, _text, { avatarId }) => {
        const found = await aisha.getAvatar(avatarId, turn.user.id);
        await turn.say(
          found.ok
            ? photosScreen(turn, avatarId, found.value.intake)
            : { html: refusalText(found.refusal, turn.t), keyboard: [[homeButton(turn)]] },
        );
      },
    },
    files: {
      photos: (turn, file, { avatarId }) => receive(dependencies, turn, file, avatarId),
      naming: (turn) => sayOnce(dependencies, turn, { html: turn.t('photos.first-name') }),
      idle: forWhich,
      prompting: forWhich,
      ordering: forWhich,
    },
  };
};

const askForWhich = async (dependencies: BotDependencies, turn: UserTurn): Promise<void> => {
  const avatars = await dependencies.aisha.listAvatars(turn.user.id, { limit: 20 });
  const open = avatars.filter(({ status }) => status === 'draft' || status === 'failed');
  const create = { text: turn.plain('menu.create'), data: 'new' };
  await sayOnce(dependencies, turn, {
    html: turn.t(open.length > 0 ? 'photos.for-which' : 'photos.for-none'),
    keyboard: [...open.map((avatar) => [avatarButton(turn, avatar, 'photos')]), [create]],
  });
};

const receive = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  file: SentFile,
  avatarId: AvatarId,
): Promise<void> => {
  const received = await dependencies.aisha.receivePhoto({
    userId: turn.user.id,
    avatarId,
    source: file.fileId as FileRef,
    deliveryKey: deliveryKey(turn.chatId, turn.messageId),
  });
  if (received.ok) return;
  await sayOnce(dependencies, turn, { html: refusalText(received.refusal, turn.t) });
};

/** An album comes as one message a photo; it is answered once. */
const sayOnce = async (
  { limiter }: BotDependencies,
  turn: UserTurn,
  screen: Message,
): Promise<void> => {
  const waitMs = await limiter.take(`files:${turn.user.id}`, { count: 1, windowMs: 3000 });
  if (waitMs === 0) await turn.say(screen);
};

/** A message is one delivery, however often Telegram hands it over. */
const deliveryKey = (chatId: number, messageId: number): string =>
  `telegram:${chatId}:${messageId}`;

/** The message that a photo came in. */
export const messageIdOf = (key: string): number | undefined => {
  const id = Number(key.split(':').at(-1));
  return Number.isSafeInteger(id) ? id : undefined;
};
