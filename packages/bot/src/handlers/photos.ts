import { acceptsPhotos, type FileRef } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import type { Step } from '../conversation.ts';
import { deliveryKeyOf } from '../delivery-key.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { photoTipsPicture } from '../photo-tips-picture.ts';
import { avatarButton } from '../screens/avatars.ts';
import { homeButton } from '../screens/menu.ts';
import { askPhotosScreen, photoTipsScreen } from '../screens/photos.ts';
import type { UserTurn } from '../turn.ts';
import { isOneOfSeveral } from '../waiting-files.ts';
import { ownAvatar } from './own-avatar.ts';
import { showPhotoStatus } from './photo-status.ts';
import type { BotDependencies, Press, Routes, SentFile } from './routes.ts';

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
        if (intake.sent > 0) return showPhotoStatus(dependencies, turn, found, turn.waiting.length);
        await turn.show(askPhotosScreen(turn, avatar, policy.photos, turn.waiting.length));
      },
      tips: async (turn, [id]) => {
        const found = await ownAvatar(dependencies, turn, id);
        if (!found) return;
        const { id: avatarId } = found.avatar;
        await turn.show(photoTipsScreen(turn, avatarId, policy.photos, photoTipsPicture));
      },
      take: takeWaiting(dependencies),
    },
    texts: {
      photos: async (turn, _text, { avatarId }) => {
        const found = await aisha.getAvatar(avatarId, turn.user.id);
        if (found.ok) return showPhotoStatus(dependencies, turn, found.value);
        const html = refusalText(found.refusal, turn.t);
        await turn.say({ html, keyboard: [[homeButton(turn)]] });
      },
    },
    files: {
      photos: (turn, file, step) => receive(dependencies, turn, file, step),
      naming: (turn) => sayToFirst(turn, { html: turn.t('photos.first-name') }),
      idle: forWhich,
    },
  };
};

const askForWhich = async (dependencies: BotDependencies, turn: UserTurn): Promise<void> => {
  if (isOneOfSeveral(turn.waiting, turn.at)) return;
  const avatars = await dependencies.aisha.listAvatars(turn.user.id, { limit: 20 });
  const open = avatars.filter(acceptsPhotos);
  const create = { text: turn.plain('menu.create'), data: 'new' };
  await turn.say({
    html: turn.t(open.length > 0 ? 'photos.for-which' : 'photos.for-none'),
    keyboard: [...open.map((avatar) => [avatarButton(turn, avatar, 'take')]), [create]],
  });
};

/** Takes what was sent before anybody had said for which avatar. */
const takeWaiting =
  (dependencies: BotDependencies): Press =>
  async (turn, [id]) => {
    const { aisha } = dependencies;
    const found = await ownAvatar(dependencies, turn, id);
    if (!found) return;
    const { id: avatarId } = found.avatar;
    for (const { fileId, key: deliveryKey } of turn.waiting) {
      const source = fileId as FileRef;
      const photo = { userId: turn.user.id, avatarId, source, deliveryKey };
      const received = await aisha.receivePhoto(photo);
      if (!received.ok) {
        return turn.note(refusalText(received.refusal, turn.plain), { alert: true });
      }
    }
    turn.wait([]);
    turn.go({ step: 'photos', avatarId });
    const now = await aisha.getAvatar(avatarId, turn.user.id);
    if (now.ok) await showPhotoStatus(dependencies, turn, now.value);
  };

const receive = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  file: SentFile,
  { avatarId, replaces }: Step<'photos'>,
): Promise<void> => {
  const received = await dependencies.aisha.receivePhoto({
    userId: turn.user.id,
    avatarId,
    source: file.fileId as FileRef,
    deliveryKey: deliveryKeyOf(turn.chatId, turn.messageId),
    replaces,
  });
  // One photo takes the place of another; what follows is added.
  if (replaces) turn.go({ step: 'photos', avatarId });
  if (received.ok) return;
  await sayOnce(dependencies, turn, { html: refusalText(received.refusal, turn.t) });
};

/** What waits is stored with the chat: whichever process handles the next photo knows of the answer. */
const sayToFirst = async (turn: UserTurn, screen: Message): Promise<void> => {
  if (!isOneOfSeveral(turn.waiting, turn.at)) await turn.say(screen);
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
