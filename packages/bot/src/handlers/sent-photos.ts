import { createHash } from 'node:crypto';
import { acceptsPhotos, gather, type AvatarId, type PhotoId, type SentPhoto } from '@aisha/core';
import type { ScreenPicture } from '@aisha/adapters/telegraf';
import { refusalText } from '../i18n/refusal-messages.ts';
import { parseId } from '../parse.ts';
import { readCame, type Came } from '../screens/photos.ts';
import {
  askReplacementScreen,
  photosOnPage,
  sentOnPage,
  sentPhotoScreen,
  sentPhotosScreen,
} from '../screens/sent-photos.ts';
import type { UserTurn } from '../turn.ts';
import { askForPhotos } from './clear-photos.ts';
import { expectPhotosFor } from './expect-photos.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

const columns = 3;

/** Looking at what was sent for an avatar, taking it back, and putting something better in its place. */
export const sentPhotoRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha } = dependencies;
  return {
    presses: {
      sent: async (turn, [id, page, came]) => {
        const avatarId = parseId<AvatarId>(id);
        if (!avatarId) return turn.note(turn.plain('button.expired'));
        await showSent(dependencies, turn, avatarId, { page, came: readCame(came) });
      },
      photo: ofPhoto(async (turn, photoId, came) => {
        const found = await aisha.getPhoto(photoId, turn.user.id);
        if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
        const picture = pictureOf(dependencies, found.value.photo);
        const maxPhotos = dependencies.policy.photos.maxCount;
        const options = { maxPhotos, came, ...(picture && { picture }) };
        expectPhotosFor(turn, found.value.avatar);
        await turn.show(sentPhotoScreen(turn, found.value, options));
      }),
      unsend: ofPhoto(async (turn, photoId, came) => {
        const found = await aisha.getPhoto(photoId, turn.user.id);
        const removed = await aisha.removePhoto(photoId, turn.user.id);
        if (!removed.ok) {
          return turn.note(refusalText(removed.refusal, turn.plain), { alert: true });
        }
        await turn.note(turn.plain('photo.removed'));
        const number = found.ok ? found.value.number : 1;
        const page = String(Math.floor((number - 1) / sentOnPage));
        await showSent(dependencies, turn, removed.value.avatarId, { page, came });
      }),
      swap: ofPhoto(async (turn, photoId, came) => {
        const found = await aisha.getPhoto(photoId, turn.user.id);
        if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
        const { avatar, photo } = found.value;
        if (!acceptsPhotos(avatar)) {
          const refusal = { code: 'avatar.busy-training' } as const;
          return turn.note(refusalText(refusal, turn.plain), { alert: true });
        }
        turn.go({ step: 'photos', avatarId: avatar.id, replaces: photo.id });
        await turn.show(askReplacementScreen(turn, found.value, came));
      }),
    },
  };
};

const ofPhoto =
  (act: (turn: UserTurn, photoId: PhotoId, came: Came) => Promise<void>): Press =>
  async (turn, [id, came]) => {
    const photoId = parseId<PhotoId>(id);
    if (!photoId) return turn.note(turn.plain('button.expired'));
    await act(turn, photoId, readCame(came));
  };

const showSent = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  avatarId: AvatarId,
  { page: pageArg, came }: { readonly page: string | undefined; readonly came: Came },
): Promise<void> => {
  const listed = await dependencies.aisha.listPhotos(avatarId, turn.user.id);
  if (!listed.ok) return turn.note(refusalText(listed.refusal, turn.plain), { alert: true });
  const { avatar, photos } = listed.value;
  const { length } = photos;
  if (length === 0 && acceptsPhotos(avatar)) return askForPhotos(dependencies, turn, avatar);
  expectPhotosFor(turn, avatar);
  const last = Math.max(0, Math.ceil(length / sentOnPage) - 1);
  const page = Math.min(last, Math.max(0, Math.trunc(Number(pageArg ?? 0)) || 0));
  const maxPhotos = dependencies.policy.photos.maxCount;
  const shown = { ...listed.value, page, maxPhotos, came };
  const picture = length === 0 ? undefined : sheetOf(dependencies, turn, photosOnPage(shown));
  await turn.show(sentPhotosScreen(turn, shown, picture));
};

/** Another picture as soon as one of them, its number or its verdict is. */
const sheetOf = (
  { aisha }: BotDependencies,
  { user }: UserTurn,
  { from, shown }: ReturnType<typeof photosOnPage>,
): ScreenPicture => {
  const looks = [from, ...shown.map(({ id, status }) => `${id} ${status}`)].join();
  const hash = createHash('sha256').update(looks).digest('base64url').slice(0, 22);
  const photoIds = shown.map(({ id }) => id);
  return {
    key: `sent-photos:${hash}`,
    open: () => aisha.drawPhotos({ userId: user.id, photoIds, from, columns }),
  };
};

/** The photo as it is kept, or what little there is of one that was not taken. */
const pictureOf = (
  { blobs }: BotDependencies,
  { id, stored, thumbnailKey }: SentPhoto,
): ScreenPicture | undefined => {
  const key = stored?.blobKey ?? thumbnailKey;
  return key && { key: `sent-photo:${id}`, open: async () => gather(await blobs.open(key)) };
};
