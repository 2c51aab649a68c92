import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import type { Translate } from '../i18n/translate.ts';

export type Words = { readonly t: Translate; readonly plain: Translate };

export const homeButton = ({ plain }: Words): Button => ({
  text: plain('menu.home'),
  data: callbackData('menu'),
});

/** For what stays where it is, as it goes on telling of something: the menu comes below. */
export const menuBelowButton = ({ plain }: Words): Button => ({
  text: plain('menu.home'),
  data: callbackData('home'),
});

/** A picture of nobody's avatar is there for everybody. */
export const freelyButton = ({ plain }: Words): Button => ({
  text: plain('way.freely'),
  data: callbackData('freely'),
});

export const backButton = ({ plain }: Words, data: string): Button => ({
  text: plain('button.back'),
  data,
});

export const menuScreen = (words: Words, html = words.t('menu.text')): Message => ({
  html,
  keyboard: [
    [{ text: words.plain('menu.generate'), data: callbackData('pictures') }],
    [{ text: words.plain('menu.styles'), data: callbackData('styles') }],
    [
      { text: words.plain('menu.create'), data: callbackData('new') },
      { text: words.plain('menu.avatars'), data: callbackData('avatars') },
    ],
    [
      { text: words.plain('menu.gallery'), data: callbackData('gallery') },
      { text: words.plain('menu.balance'), data: callbackData('balance') },
    ],
    [
      { text: words.plain('menu.settings'), data: callbackData('settings') },
      { text: words.plain('menu.help'), data: callbackData('help') },
    ],
  ],
});
