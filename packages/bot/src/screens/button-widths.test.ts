import { expect, it } from 'vitest';
import type { Message } from '@aisha/adapters/telegraf';
import { locales } from '../i18n/languages.ts';
import { plainTranslator, translator } from '../i18n/translate.ts';
import { accountScreens } from './account-screens.fixture.ts';
import { avatarScreensIn } from './avatar-screens.fixture.ts';
import { photoScreensIn } from './photo-screens.fixture.ts';
import { pictureScreensIn } from './picture-screens.fixture.ts';
import { promptScreensIn } from './prompt-screens.fixture.ts';
import { menuScreen } from './menu.ts';
import { trainingScreensIn } from './training-screens.fixture.ts';

/** What a phone shows of a button, by how many share its row. */
const most = [40, 24, 14] as const;

const name = 'Anna';

it.each(locales)('buttons in %s are short enough to be read on a phone', (locale) => {
  const words = { t: translator(locale), plain: plainTranslator(locale) };
  const screens: Record<string, readonly Message[]> = {
    menuScreen: [menuScreen(words)],
    ...accountScreens(words, locale),
    ...avatarScreensIn(words, locale, name),
    ...photoScreensIn(words, name),
    ...trainingScreensIn(words, name),
    ...pictureScreensIn(words, locale, { name, prompt: 'in a red coat' }),
    ...promptScreensIn(words, { name, prompt: 'in a red coat' }),
  };
  const long = Object.entries(screens).flatMap(([screen, messages]) =>
    messages
      .flatMap(({ keyboard = [] }) => keyboard)
      .flatMap((row) => row.map(({ text }) => ({ text, room: most[row.length - 1] ?? 14 })))
      .filter(({ text, room }) => [...text].length > room)
      .map(({ text }) => `${screen}: ${text}`),
  );
  expect([...new Set(long)]).toEqual([]);
});
