import type { Telegram } from 'telegraf';
import type { Logger } from '@aisha/core';
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

/** Tells Telegram what the bot can do, in every language. Worth a try at each start, never worth failing over. */
export const describeBot = async (telegram: Telegram, logger: Logger): Promise<void> => {
  try {
    for (const locale of locales) {
      const plain = plainTranslator(locale);
      // Without a language it is for everybody whose language we do not have.
      const language = locale === fallback ? {} : { language_code: locale };
      const list = commands.map((command) => ({
        command,
        description: plain(`command.${command}`),
      }));
      await telegram.setMyCommands(list, language);
      await telegram.callApi('setMyDescription', {
        description: plain('bot.description'),
        ...language,
      });
      await telegram.callApi('setMyShortDescription', {
        short_description: plain('bot.short-description'),
        ...language,
      });
    }
  } catch {
    logger.warn({}, 'the bot could not be described to Telegram');
  }
};
