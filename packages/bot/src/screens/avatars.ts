import {
  canBeCancelled,
  type Avatar,
  type AvatarCard,
  type AvatarSummary,
  type PhotoRules,
} from '@aisha/core';
import type { Button, Message, ScreenPicture } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { helpButton } from './help.ts';
import { backButton, homeButton, type Words } from './menu.ts';

const marks = { draft: '📝', training: '🧠', ready: '✅', failed: '⚠️', deleted: '🗑' } as const;

const markOf = ({ status, isMain }: Avatar): string =>
  isMain && status !== 'draft' ? `${marks[status]}⭐` : marks[status];

export const avatarButton = (
  words: Words,
  avatar: Avatar,
  route: string,
  ...further: readonly string[]
): Button => ({
  text: `${markOf(avatar)} ${avatar.name}`,
  data: callbackData(route, avatar.id, ...further),
});

export type AvatarsPage = {
  readonly summaries: readonly AvatarSummary[];
  /** There are older ones behind the last. */
  readonly hasOlder: boolean;
  readonly minPhotos: PhotoRules['minCount'];
};

/** All of a person's avatars, with what each is waiting for. */
export const avatarsScreen = (
  words: Words,
  { summaries, hasOlder, minPhotos }: AvatarsPage,
  headline = words.t('avatars.text'),
): Message => {
  const last = summaries.at(-1);
  const lines = summaries.map((summary) => avatarLine(words, summary, minPhotos));
  return {
    html: last
      ? [headline, '', ...lines, '', words.t('avatars.legend')].join('\n')
      : words.t('avatars.none'),
    keyboard: [
      ...summaries.map((summary) => avatarRow(words, summary)),
      ...(last && hasOlder
        ? [[{ text: words.plain('list.more'), data: callbackData('avatars', last.avatar.id) }]]
        : []),
      [{ text: words.plain('menu.create'), data: callbackData('new') }],
      [helpButton(words, 'start'), homeButton(words)],
    ],
  };
};

/** Its card, and beside it what is looked at most: its photos and, of several, its versions. */
const avatarRow = (words: Words, { avatar, photos, versions }: AvatarSummary): Button[] => [
  avatarButton(words, avatar, 'avatar'),
  { text: `📸 ${photos.accepted}`, data: callbackData('sent', avatar.id) },
  ...(versions > 1 ? [{ text: `🕘 ${versions}`, data: callbackData('versions', avatar.id) }] : []),
];

const avatarLine = (
  { t, plain }: Words,
  { avatar, photos, versions }: AvatarSummary,
  minPhotos: number,
): string => {
  const line = t('avatars.line', {
    mark: markOf(avatar),
    name: avatar.name,
    status: plain(`avatar.status.${avatar.status}`),
    versions,
  });
  return avatar.status === 'draft'
    ? line + missingText({ t }, Math.max(0, minPhotos - photos.accepted))
    : line;
};

const missingText = ({ t }: Pick<Words, 't'>, missing: number): string =>
  t('avatars.missing', { missing });

/** What is learnt goes on whatever else is left; it is stopped at its avatar. */
export const goesOnScreen = (words: Words, training: readonly Avatar[]): Message => ({
  html: words.t('cancelled.training', {
    name: training[0]?.name ?? '',
    others: training.length - 1,
  }),
  keyboard: [
    ...training.map((avatar) => [avatarButton(words, avatar, 'avatar')]),
    [homeButton(words)],
  ],
});

/** One avatar, what it looks like, and what can be done with it as it stands. */
export const avatarScreen = (
  words: Words,
  card: AvatarCard,
  { picture, headline = '' }: { picture?: ScreenPicture | undefined; headline?: string } = {},
): Message => ({
  html: [headline, cardText(words, card)].filter((part) => part !== '').join('\n\n'),
  keyboard: [...mainActions(words, card), ...furtherActions(words, card), ...wayOut(words, card)],
  picture,
});

/** The only one stands in the place of the list, with what is offered there. */
const wayOut = (words: Words, { isOnly }: AvatarCard): Button[][] =>
  isOnly
    ? [
        [{ text: words.plain('menu.create'), data: callbackData('new') }],
        [helpButton(words, 'start'), homeButton(words)],
      ]
    : [[backButton(words, callbackData('avatars')), homeButton(words)]];

const cardText = (
  { t, plain }: Words,
  { avatar, intake, versions, activeTraining }: AvatarCard,
): string => {
  const isUnfinished = avatar.status === 'draft' || avatar.status === 'failed';
  const isRetraining = avatar.status === 'training' && activeTraining !== undefined;
  return [
    t('avatar.card', {
      mark: avatar.isMain ? 'main' : 'none',
      name: avatar.name,
      kind: plain(`kind.${avatar.kind}`),
      status: plain(`avatar.status.${avatar.status}`),
      photos: intake.accepted,
      versions,
      active: activeTraining?.version ?? 0,
    }),
    isUnfinished ? missingText({ t }, Math.max(0, intake.minCount - intake.accepted)) : '',
    isRetraining ? t('avatar.retraining') : '',
  ].join('');
};

/** What it is there for, or what it waits for. */
const mainActions = ({ plain }: Words, card: AvatarCard): Button[][] => {
  const { id, status, activeTrainingId } = card.avatar;
  const rows: Button[][] = [];
  if (activeTrainingId) {
    rows.push([{ text: plain('avatar.generate'), data: callbackData('prompt', id) }]);
  }
  if (status === 'training' && card.latestTraining && canBeCancelled(card.latestTraining)) {
    const { id: trainingId } = card.latestTraining;
    rows.push([{ text: plain('train.cancel'), data: callbackData('stop', trainingId) }]);
  }
  if (status === 'draft' || status === 'failed') {
    const route = card.intake.enough ? 'presets' : 'photos';
    rows.push([{ text: plain('avatar.continue'), data: callbackData(route, id) }]);
  }
  return rows;
};

const furtherActions = (words: Words, card: AvatarCard): Button[][] => {
  const { plain } = words;
  const { id, status, isMain } = card.avatar;
  const button = (name: ActionName, route: string): Button => ({
    text: plain(`avatar.${name}`),
    data: callbackData(route, id),
  });
  const isReady = status === 'ready';
  return [
    [button('photos', 'sent'), ...(card.versions > 0 ? [button('versions', 'versions')] : [])],
    compareButtons(words, card),
    [
      ...(isReady ? [button('retrain', 'retrain')] : []),
      ...(isMain ? [] : [button('make-main', 'make-main')]),
    ],
    [button('rename', 'rename'), button('delete', 'delete-avatar')],
  ].filter((row) => row.length > 0);
};

const compareButtons = (
  { plain }: Words,
  { avatar: { activeTrainingId }, otherVersion }: AvatarCard,
): Button[] =>
  activeTrainingId && otherVersion
    ? [
        {
          text: plain('avatar.compare'),
          data: callbackData('compare', otherVersion.id, activeTrainingId),
        },
      ]
    : [];

type ActionName = 'photos' | 'versions' | 'retrain' | 'make-main' | 'rename' | 'delete';

/** A new version is made of the photos that are there, unless they are changed first. */
export const retrainScreen = (words: Words, { avatar, intake }: AvatarCard): Message => ({
  html: words.t('retrain.text', { name: avatar.name, photos: intake.accepted }),
  keyboard: [
    [{ text: words.plain('retrain.same'), data: callbackData('presets', avatar.id) }],
    [{ text: words.plain('retrain.change'), data: callbackData('photos', avatar.id) }],
    [{ text: words.plain('retrain.new'), data: callbackData('clear', avatar.id) }],
    [backButton(words, callbackData('avatar', avatar.id)), homeButton(words)],
  ],
});

/** Says what goes and what stays, before anything does. */
export const deleteAvatarScreen = (words: Words, { avatar, intake, versions }: AvatarCard) => ({
  html: words.t('avatar.delete.confirm', {
    name: avatar.name,
    photos: intake.accepted,
    versions,
    status: avatar.status,
  }),
  keyboard: [
    [
      {
        text: words.plain('avatar.delete.yes'),
        data: callbackData('avatar-deleted', avatar.id),
      },
    ],
    [
      {
        text: words.plain('avatar.delete.no'),
        data: callbackData('avatar', avatar.id),
      },
    ],
  ],
});
