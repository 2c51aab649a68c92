import {
  avatarKinds,
  subjectsOf,
  type Avatar,
  type AvatarDetails,
  type AvatarKind,
} from '@aisha/core';
import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { backButton, homeButton, type Words } from './menu.ts';

export const kindScreen = (words: Words): Message => ({
  html: words.t('kind.text'),
  keyboard: [
    avatarKinds.map((kind) => ({
      text: words.plain(`kind.${kind}`),
      data: callbackData('kind', kind),
    })),
    [homeButton(words)],
  ],
});

export const subjectScreen = (words: Words, kind: AvatarKind): Message => {
  const buttons = subjectsOf(kind).map((subject) => ({
    text: words.plain(`subject.${subject}`),
    data: callbackData('subject', kind, subject),
  }));
  return {
    html: words.t('subject.text', { kind: words.plain(`kind.${kind}`) }),
    keyboard: [
      buttons.slice(0, 3),
      ...(buttons.length > 3 ? [buttons.slice(3)] : []),
      [backButton(words, callbackData('new'))],
    ],
  };
};

export const avatarsScreen = (words: Words, avatars: readonly Avatar[]): Message => ({
  html: words.t(avatars.length === 0 ? 'avatars.none' : 'avatars.text'),
  keyboard: [
    ...avatars.map((avatar) => [avatarButton(words, avatar, 'avatar')]),
    [{ text: words.plain('menu.create'), data: callbackData('new') }],
    [homeButton(words)],
  ],
});

const marks = { draft: '📝', training: '🧠', ready: '✅', failed: '⚠️', deleted: '🗑' } as const;

export const avatarButton = (words: Words, avatar: Avatar, route: string): Button => ({
  text: `${marks[avatar.status]} ${avatar.name}`,
  data: callbackData(route, avatar.id),
});

/** One avatar and what can be done with it as it stands. */
export const avatarScreen = (
  words: Words,
  { avatar, intake, latestTraining }: AvatarDetails,
): Message => ({
  html: words.t('avatar.card', {
    name: avatar.name,
    kind: words.plain(`kind.${avatar.kind}`),
    status: words.plain(`avatar.status.${avatar.status}`),
    photos: intake.accepted,
    version: avatar.activeTrainingId ? (latestTraining?.version ?? 0) : 0,
  }),
  keyboard: [
    ...avatarActions(words, avatar, intake.enough, latestTraining?.id),
    [backButton(words, callbackData('avatars')), homeButton(words)],
  ],
});

const avatarActions = (
  { plain }: Words,
  { id, status, activeTrainingId }: Avatar,
  enough: boolean,
  trainingId: string | undefined,
): Button[][] => {
  const rows: Button[][] = [];
  if (activeTrainingId) {
    rows.push([{ text: plain('avatar.generate'), data: callbackData('prompt', id) }]);
  }
  if (status === 'training' && trainingId) {
    rows.push([{ text: plain('train.cancel'), data: callbackData('stop', trainingId) }]);
  }
  if (status === 'draft' || status === 'failed') {
    rows.push([{ text: plain('avatar.add-photos'), data: callbackData('photos', id) }]);
    if (enough) rows.push([{ text: plain('avatar.train'), data: callbackData('presets', id) }]);
  }
  return rows;
};

/** Choosing whose picture it will be; with one ready avatar nobody is asked. */
export const chooseAvatarScreen = (words: Words, avatars: readonly Avatar[]): Message => ({
  html: words.t('avatar.choose'),
  keyboard: [
    ...avatars.map((avatar) => [avatarButton(words, avatar, 'prompt')]),
    [homeButton(words)],
  ],
});
