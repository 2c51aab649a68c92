import type { Locale, Training, VersionComparison, VersionDetails, Versions } from '@aisha/core';
import type { Button, Message, ScreenPicture } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { dayIn } from './dates.ts';
import { backButton, homeButton, type Words } from './menu.ts';

type Active = { readonly activeTrainingId?: string | undefined };

const factsOf = ({ plain }: Words, training: Training, avatar: Active, locale: Locale) => ({
  version: training.version,
  date: dayIn(locale, training.finishedAt ?? training.createdAt),
  preset: plain(`preset.${training.recipe.preset}`),
  photos: training.photoIds.length,
  active: training.id === avatar.activeTrainingId ? 'yes' : 'no',
});

/** What an avatar has learnt so far, the newest first, each to be looked at and compared. */
export const versionsScreen = (
  words: Words,
  { avatar, versions }: Versions,
  { hasOlder, locale }: { hasOlder: boolean; locale: Locale },
): Message => {
  const lines = versions.map((training) =>
    words.t('versions.line', factsOf(words, training, avatar, locale)),
  );
  const last = versions.at(-1);
  const older = last && callbackData('versions', avatar.id, String(last.version));
  return {
    html: [words.t('versions.text', { name: avatar.name }), '', ...lines].join('\n'),
    keyboard: [
      ...versions.map((training) => versionRow(words, training, avatar)),
      ...(hasOlder && older ? [[{ text: words.plain('list.more'), data: older }]] : []),
      [backButton(words, callbackData('avatar', avatar.id)), homeButton(words)],
    ],
  };
};

const versionRow = (
  { plain }: Words,
  { id, version }: Training,
  { activeTrainingId: active }: Active,
): Button[] => {
  const isActive = id === active;
  const compare = active && callbackData('compare', id, active);
  return [
    {
      text: (isActive ? '✅ ' : '') + plain('version.number', { version }),
      data: callbackData('version', id),
    },
    ...(isActive || !compare ? [] : [{ text: plain('avatar.compare'), data: compare }]),
  ];
};

type VersionView = {
  readonly locale: Locale;
  readonly picture?: ScreenPicture | undefined;
  /** It stands in the place of the list. */
  readonly isOnly?: boolean;
};

/** One version: what it was made of, what it looks like, and whether it is the one in use. */
export const versionScreen = (
  words: Words,
  { avatar, training }: VersionDetails,
  { locale, picture, isOnly = false }: VersionView,
): Message => {
  const { activeTrainingId: active } = avatar;
  const back = isOnly ? 'avatar' : 'versions';
  const isActive = training.id === active;
  const compare = active && callbackData('compare', training.id, active);
  return {
    html: words.t('version.card', {
      name: avatar.name,
      ...factsOf(words, training, avatar, locale),
    }),
    keyboard: [
      ...(isActive ? [] : [[useButton(words, training)]]),
      ...(isActive || !compare ? [] : [[{ text: words.plain('version.compare'), data: compare }]]),
      [backButton(words, callbackData(back, avatar.id)), homeButton(words)],
    ],
    picture,
  };
};

/** Two versions side by side, on one picture. */
export const compareScreen = (
  words: Words,
  { left, right }: VersionComparison,
  { locale, picture }: { locale: Locale; picture: ScreenPicture },
): Message => {
  const { avatar } = left;
  const sides = [left.training, right.training];
  const line = (side: 'left' | 'right', training: Training): string =>
    words.t('compare.side', { side, ...factsOf(words, training, avatar, locale) });
  return {
    html: [
      words.t('compare.text', { name: avatar.name }),
      '',
      line('left', left.training),
      line('right', right.training),
    ].join('\n'),
    keyboard: [
      ...sides
        .filter(({ id }) => id !== avatar.activeTrainingId)
        .map((training) => [useButton(words, training)]),
      [backButton(words, callbackData('versions', avatar.id)), homeButton(words)],
    ],
    picture,
  };
};

const useButton = ({ plain }: Words, { id, version }: Training): Button => ({
  text: plain('version.use', { version }),
  data: callbackData('use-version', id),
});
