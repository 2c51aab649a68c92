import { isDeepStrictEqual } from 'node:util';
import type { Telegram } from 'telegraf';
import type { Locale, Logger } from '@aisha/core';
import { fallback, locales } from './i18n/languages.ts';
import { plainTranslator } from './i18n/translate.ts';

const commands = [
  'start',
  'create',
  'avatars',
  'styles',
  'gallery',
  'balance',
  'settings',
  'help',
  'privacy',
  'cancel',
  'paysupport',
  'terms',
] as const;

/**
 * Tells Telegram what the bot can do, in every language. What it knows already is not said again:
 * Telegram takes few such changes. Worth a try at each start, never worth failing over.
 */
export const describeBot = async (telegram: Telegram, logger: Logger): Promise<void> => {
  try {
    for (const locale of locales) await describeIn(telegram, locale);
  } catch {
    logger.warn({}, 'the bot could not be described to Telegram');
  }
};

const describeIn = async (telegram: Telegram, locale: Locale): Promise<void> => {
  const plain = plainTranslator(locale);
  // Without a language it is for everybody whose language we do not have.
  const language = locale === fallback ? {} : { language_code: locale };
  const list = commands.map((command) => ({
    command,
    description: plain(`command.${command}`),
  }));
  if (!isDeepStrictEqual(await telegram.callApi('getMyCommands', language), list)) {
    await telegram.setMyCommands(list, language);
  }
  const description = plain('bot.description');
  const long = await telegram.callApi('getMyDescription', language);
  if (long.description !== description) {
    await telegram.callApi('setMyDescription', { description, ...language });
  }
  const shortDescription = plain('bot.short-description');
  const short = await telegram.callApi('getMyShortDescription', language);
  if (short.short_description !== shortDescription) {
    await telegram.callApi('setMyShortDescription', {
      short_description: shortDescription,
      ...language,
    });
  }
};
