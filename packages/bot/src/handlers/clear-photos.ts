import type { Avatar, AvatarId } from '@aisha/core';
import { refusalText } from '../i18n/refusal-messages.ts';
import { parseId } from '../parse.ts';
import { askPhotosScreen, readCame } from '../screens/photos.ts';
import { clearPhotosScreen } from '../screens/sent-photos.ts';
import type { UserTurn } from '../turn.ts';
import { expectPhotosFor } from './expect-photos.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

/** Taking back everything that was sent for an avatar, to begin with other photos. */
export const clearPhotoRoutes = (dependencies: BotDependencies): Routes => ({
  presses: { clear: ask(dependencies), cleared: clear(dependencies) },
});

const ask =
  (dependencies: BotDependencies): Press =>
  async (turn, [id, came]) => {
    const avatarId = parseId<AvatarId>(id);
    if (!avatarId) return turn.note(turn.plain('button.expired'));
    const listed = await dependencies.aisha.listPhotos(avatarId, turn.user.id);
    if (!listed.ok) return turn.note(refusalText(listed.refusal, turn.plain), { alert: true });
    const { avatar, photos } = listed.value;
    if (photos.length === 0) return askForPhotos(dependencies, turn, avatar);
    expectPhotosFor(turn, avatar);
    await turn.show(clearPhotosScreen(turn, listed.value, readCame(came)));
  };

const clear =
  (dependencies: BotDependencies): Press =>
  async (turn, [id]) => {
    const avatarId = parseId<AvatarId>(id);
    const removed = avatarId && (await dependencies.aisha.removeAllPhotos(avatarId, turn.user.id));
    if (!removed) return turn.note(turn.plain('button.expired'));
    if (!removed.ok) return turn.note(refusalText(removed.refusal, turn.plain), { alert: true });
    await turn.note(turn.plain('photo.removed'));
    await askForPhotos(dependencies, turn, removed.value);
  };

export const askForPhotos = async (
  { policy }: BotDependencies,
  turn: UserTurn,
  avatar: Avatar,
): Promise<void> => {
  expectPhotosFor(turn, avatar);
  await turn.show(askPhotosScreen(turn, avatar, policy.photos, turn.waiting.length));
};
