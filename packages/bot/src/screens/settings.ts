import {
  aspectRatios,
  defaultCounts,
  type AspectRatio,
  type Enhancement,
  type Locale,
  type UserSettings,
} from '@aisha/core';
import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { locales } from '../i18n/languages.ts';
import { translator } from '../i18n/translate.ts';
import { helpButton } from './help.ts';
import { homeButton, type Words } from './menu.ts';

const buttonsInRow = 3;

/** Everything that can be chosen, each one press away; what is chosen has a mark. */
export const settingsScreen = (
  words: Words,
  { settings, locale }: { readonly settings: UserSettings; readonly locale: Locale },
): Message => ({
  html: words.t('settings.text'),
  keyboard: [
    ...rows([
      ratioButton(words, settings),
      ...aspectRatios.map((ratio) => ratioButton(words, settings, ratio)),
    ]),
    defaultCounts.map((count) => ({
      text: words.plain('settings.count', { chosen: markOf(settings.count === count), count }),
      data: callbackData('set', 'count', String(count)),
    })),
    [
      {
        text: words.plain('settings.quick', { on: settings.quickMode ? 'yes' : 'no' }),
        data: callbackData('set', 'quick', settings.quickMode ? 'off' : 'on'),
      },
    ],
    [
      {
        text: words.plain('settings.enhancement', { choice: settings.enhancement }),
        data: callbackData('set', 'words', nextEnhancement[settings.enhancement]),
      },
    ],
    [
      {
        text: words.plain('settings.notifications', { choice: settings.notifications }),
        data: callbackData('set', 'tell', settings.notifications === 'all' ? 'results' : 'all'),
      },
    ],
    ...rows(
      locales.map((each) => ({
        text: words.plain('settings.language', {
          chosen: markOf(each === locale),
          name: translator(each)('language.name'),
        }),
        data: callbackData('language', each),
      })),
    ),
    [
      { text: words.plain('privacy.button'), data: callbackData('privacy') },
      helpButton(words, 'settings'),
    ],
    [homeButton(words)],
  ],
});

/** Pressed again and again, all come round. */
const nextEnhancement: Readonly<Record<Enhancement, Enhancement>> = {
  off: 'light',
  light: 'cinematic',
  cinematic: 'off',
};

const markOf = (isChosen: boolean): string => (isChosen ? 'yes' : 'no');

const ratioButton = ({ plain }: Words, settings: UserSettings, ratio?: AspectRatio): Button => {
  const chosen = markOf(settings.aspectRatio === ratio);
  return {
    text: ratio
      ? plain('settings.ratio', { chosen, ratio })
      : plain('settings.ratio.ask', { chosen }),
    data: callbackData('set', 'ratio', ratio?.replace(':', 'x') ?? 'ask'),
  };
};

const rows = (buttons: readonly Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / buttonsInRow) }, (_, row) =>
    buttons.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
  );
