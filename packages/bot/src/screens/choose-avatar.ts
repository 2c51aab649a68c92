import type { Avatar } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { avatarButton } from './avatars.ts';
import { freelyButton, homeButton, type Words } from './menu.ts';

/** Before any avatar is ready. */
export const noneReadyScreen = (words: Words): Message => ({
  html: words.t('avatar.none-ready'),
  keyboard: [
    [{ text: words.plain('menu.create'), data: callbackData('new') }],
    [freelyButton(words)],
    [homeButton(words)],
  ],
});

/** What a button says of where it stands, so that the way back leads there. */
export const fromChoice = 'c';

/** Choosing whose picture it will be, the main one first; with one ready avatar nobody is asked. */
export const chooseAvatarScreen = (words: Words, avatars: readonly Avatar[]): Message => ({
  html: words.t('avatar.choose'),
  keyboard: [
    ...avatars
      .toSorted((one, other) => Number(other.isMain) - Number(one.isMain))
      .map((avatar) => [avatarButton(words, avatar, 'prompt', fromChoice)]),
    [freelyButton(words)],
    [homeButton(words)],
  ],
});
