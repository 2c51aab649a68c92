import type { Avatar, AvatarCard, IntakeSummary, Locale } from '@aisha/core';
import { aFinishedTraining, aTraining, anAvatar, freshId } from '@aisha/core/testing';
import type { Message, ScreenPicture } from '@aisha/adapters/telegraf';
import * as avatars from './avatars.ts';
import * as choices from './choose-avatar.ts';
import * as drafts from './drafts.ts';
import * as kinds from './kinds.ts';
import { kindQuotes } from './kind-quotes.fixture.ts';
import type { Words } from './menu.ts';
import * as versions from './versions.ts';

export const avatarModules = [avatars, choices, drafts, kinds, versions];

const picture: ScreenPicture = { key: 'picture', open: async () => new Uint8Array() };
const statuses = ['draft', 'training', 'ready', 'failed', 'deleted'] as const;

const avatarsOf = (name: string, own: Partial<Avatar> = {}): Avatar[] =>
  statuses.flatMap((status) => [
    anAvatar({ name, status, ...own }),
    anAvatar({ name, status, kind: 'artistic', activeTrainingId: freshId(), ...own }),
  ]);

const intakes = [0, 9, 10, 20].map((accepted): IntakeSummary => ({
  accepted,
  checking: 1,
  refused: {},
  warnings: {},
  sent: 200,
  minCount: 10,
  maxCount: 20,
  enough: accepted >= 10,
}));

const cardsOf = (name: string): AvatarCard[] =>
  avatarsOf(name).flatMap((avatar) =>
    intakes.map((intake) => ({
      avatar,
      intake,
      latestTraining: aTraining(),
      ...(avatar.activeTrainingId
        ? {
            versions: 1_000,
            activeTraining: aFinishedTraining(),
            otherVersion: aFinishedTraining(),
          }
        : { versions: 0 }),
      isOnly: avatar.kind === 'portrait',
    })),
  );

/** The screens about avatars, as large as they get. */
export const avatarScreensIn = (
  words: Words,
  locale: Locale,
  name: string,
): Record<string, Message[]> => ({
  ...creatingScreensIn(words),
  ...cardScreensIn(words, name),
  ...versionScreensIn(words, locale, name),
});

const creatingScreensIn = (words: Words) => {
  const nameless = { avatarId: freshId(), kind: 'artistic', subject: 'person' } as const;
  return {
    kindScreen: [kinds.kindScreen(words)],
    kindsScreen: [kinds.kindsScreen(words, kindQuotes)],
    subjectScreen: kindQuotes.map((each) => kinds.subjectScreen(words, each)),
    leaveNamelessScreen: [drafts.leaveNamelessScreen(words, nameless, 'menu')],
  };
};

const cardScreensIn = (words: Words, name: string) => {
  const cards = cardsOf(name);
  const summaries = avatarsOf(name, { isMain: true }).map((avatar) => ({
    avatar,
    photos: { accepted: 9, checking: 1 },
    versions: 99,
  }));
  const page = { hasOlder: true, minPhotos: 10 };
  return {
    avatarsScreen: [
      avatars.avatarsScreen(words, { ...page, summaries: [] }),
      avatars.avatarsScreen(words, { ...page, summaries }),
    ],
    avatarScreen: cards.flatMap((card) => [
      avatars.avatarScreen(words, card),
      avatars.avatarScreen(words, card, { picture, headline: words.t('avatar.renamed') }),
    ]),
    noneReadyScreen: [choices.noneReadyScreen(words)],
    chooseAvatarScreen: [choices.chooseAvatarScreen(words, avatarsOf(name))],
    goesOnScreen: [avatars.goesOnScreen(words, avatarsOf(name))],
    retrainScreen: cards.map((card) => avatars.retrainScreen(words, card)),
    deleteAvatarScreen: cards.map((card) => avatars.deleteAvatarScreen(words, card)),
    leaveDraftScreen: cards.map((card) => drafts.leaveDraftScreen(words, card, 'pictures')),
  };
};

const versionScreensIn = (words: Words, locale: Locale, name: string) => {
  const [first, second, ...others] = [8, 7, 6, 5, 4, 3, 2, 1].map((count) =>
    aFinishedTraining({ version: 1_000 + count }),
  );
  if (!first || !second) throw new Error('two are needed');
  const all = [first, second, ...others];
  const avatar = anAvatar({ name, status: 'ready', activeTrainingId: second.id });
  const details = (training: typeof first) => ({ avatar, training, images: [] });
  return {
    versionsScreen: [
      versions.versionsScreen(words, { avatar, versions: all }, { hasOlder: true, locale }),
      versions.versionsScreen(words, { avatar, versions: [] }, { hasOlder: false, locale }),
    ],
    versionScreen: all.map((training) =>
      versions.versionScreen(words, details(training), { locale, picture }),
    ),
    compareScreen: [
      versions.compareScreen(
        words,
        { left: details(first), right: details(second) },
        { locale, picture },
      ),
    ],
  };
};
