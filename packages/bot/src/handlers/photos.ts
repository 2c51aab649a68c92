import type { AvatarId, FileRef } from '@aisha/core';
import { refusalText } from '../i18n/refusal-messages.ts';
import { parseId } from '../parse.ts';
import { avatarButton } from '../screens/avatars.ts';
import { homeButton } from '../screens/menu.ts';
import { askPhotosScreen, photosScreen } from '../screens/photos.ts';
import type { UserTurn } from '../turn.ts';
import type { BotDependencies, Routes, SentFile } from './routes.ts';

/** Photos on their way into an avatar. Each is only noted here; jobs look at them and tell how they stand. */
export const photoRoutes = ({ aisha, policy }: BotDependencies): Routes => {
  const forWhich = async (turn: UserTurn): Promise<void> => {
    const avatars = await aisha.listAvatars(turn.user.id, { limit: 20 });
    const open = avatars.filter(({ status }) => status === 'draft' || status === 'failed');
    const create = { text: turn.plain('menu.create'), data: 'new' };
    await turn.say({
      html: turn.t(open.length > 0 ? 'photos.for-which' : 'photos.for-none'),
      keyboard: [...open.map((avatar) => [avatarButton(turn, avatar, 'photos')]), [create]],
    });
  };
  const receive = async (turn: UserTurn, file: SentFile, avatarId: AvatarId): Promise<void> => {
    const received = await aisha.receivePhoto({
      userId: turn.user.id,
      avatarId,
      source: file.fileId as FileRef,
      deliveryKey: deliveryKey(turn.chatId, turn.messageId),
    });
    if (!received.ok) await turn.say({ html: refusalText(received.refusal, turn.t) });
  };
  return {
    presses: {
      photos: async (turn, [id]) => {
        const avatarId = parseId<AvatarId>(id);
        const found = avatarId && (await aisha.getAvatar(avatarId, turn.user.id));
        if (!found) return turn.note(turn.plain('button.expired'));
        if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
        const { avatar, intake } = found.value;
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
      photos: (turn, file, { avatarId }) => receive(turn, file, avatarId),
      naming: async (turn) => {
        await turn.say({ html: turn.t('photos.first-name') });
      },
      idle: forWhich,
      prompting: forWhich,
      ordering: forWhich,
    },
  };
};

/** A message is one delivery, however often Telegram hands it over. */
const deliveryKey = (chatId: number, messageId: number): string =>
  `telegram:${chatId}:${messageId}`;

/** The message that a photo came in. */
export const messageIdOf = (key: string): number | undefined => {
  const id = Number(key.split(':').at(-1));
  return Number.isSafeInteger(id) ? id : undefined;
};
