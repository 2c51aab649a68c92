import {
  defaultPolicy,
  photoRefusalCodes,
  photoWarningCodes,
  type Avatar,
  type IntakeSummary,
  type Photo,
} from '@aisha/core';
import { aPhoto, anAcceptedPhoto, anAvatar, freshId, refusedFrom } from '@aisha/core/testing';
import type { Message } from '@aisha/adapters/telegraf';
import type { Words } from './menu.ts';
import * as photos from './photos.ts';
import * as sentPhotos from './sent-photos.ts';

const someAvatars = (name: string): Avatar[] =>
  (['draft', 'training', 'ready', 'failed', 'deleted'] as const).flatMap((status) => [
    anAvatar({ name, status }),
    anAvatar({ name, status, kind: 'artistic', activeTrainingId: freshId() }),
  ]);

export const photoModules = [photos, sentPhotos];

const id = freshId();
export const intakes: readonly IntakeSummary[] = [0, 9, 10, 20].flatMap((accepted) =>
  [0, 1, 25].map((checking) => ({
    accepted,
    checking,
    refused: Object.fromEntries(photoRefusalCodes.map((code) => [code, 20])),
    warnings: Object.fromEntries(photoWarningCodes.map((code) => [code, 20])),
    sent: 200,
    minCount: 10,
    maxCount: 20,
    enough: accepted >= 10 && checking === 0,
  })),
);

/** All the ways a photo may stand, for as many pages as there can be. */
const someSentOf = (name: string) => ({
  avatar: anAvatar({ name }),
  maxPhotos: 20,
  came: 'intake' as const,
  photos: Array.from({ length: 10 }, () => [
    ...photoRefusalCodes.map((refusal): Photo => ({ ...refusedFrom(aPhoto()), refusal })),
    { ...anAcceptedPhoto(), warnings: photoWarningCodes },
    anAcceptedPhoto(),
    aPhoto(),
  ])
    .flat()
    .slice(0, 200),
});

const picture = { key: 'picture', open: async () => new Uint8Array() };

/** The screens about photos, as large as they get. */
export const photoScreensIn = (words: Words, name: string): Record<string, Message[]> => {
  const { photos: rules } = defaultPolicy;
  const someSent = someSentOf(name);
  return {
    askPhotosScreen: [0, 30].map((waiting) =>
      photos.askPhotosScreen(words, { id: freshId(), name }, rules, waiting),
    ),
    photosScreen: intakes.flatMap((intake) => [
      photos.photosScreen(words, id, intake),
      photos.photosScreen(words, id, intake, 30),
    ]),
    photoTipsScreen: [photos.photoTipsScreen(words, id, rules, picture)],
    sentPhotosScreen: [0, 7, 21].flatMap((page) => [
      sentPhotos.sentPhotosScreen(words, { ...someSent, page }, picture),
      sentPhotos.sentPhotosScreen(words, { ...someSent, photos: [], page }),
    ]),
    sentPhotoScreen: someAvatars(name).flatMap((avatar) =>
      someSent.photos
        .slice(0, 30)
        .map((photo) =>
          sentPhotos.sentPhotoScreen(
            words,
            { photo, avatar, number: 200, sent: 200 },
            { maxPhotos: 20, came: 'intake', picture },
          ),
        ),
    ),
    clearPhotosScreen: [sentPhotos.clearPhotosScreen(words, someSent, 'intake')],
    askReplacementScreen: [
      sentPhotos.askReplacementScreen(words, { photo: aPhoto(), number: 200 }, 'intake'),
    ],
  };
};
