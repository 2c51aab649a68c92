import {
  aspectRatios,
  defaultCounts,
  enhancements,
  notificationChoices,
  type User,
  type UserSettings,
} from '@aisha/core';
import { locales } from '../i18n/languages.ts';
import { plainTranslator, translator } from '../i18n/translate.ts';
import { oneOf } from '../parse.ts';
import { menuScreen } from '../screens/menu.ts';
import { settingsScreen } from '../screens/settings.ts';
import type { UserTurn } from '../turn.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** What a person chooses once. */
export const settingsRoutes = ({ aisha }: BotDependencies): Routes => {
  const show = async (turn: UserTurn, user: User = turn.user): Promise<void> => {
    await turn.show(settingsScreen(turn, user));
  };
  const open = (turn: UserTurn): Promise<void> => show(turn);
  return {
    presses: {
      settings: open,
      set: async (turn, [name, value]) => {
        const chosen = choiceOf(name, value);
        if (!chosen) return turn.note(turn.plain('button.expired'));
        await show(turn, await aisha.changeSettings(turn.user, chosen));
      },
      language: async (turn, [choice]) => {
        const locale = oneOf(locales, choice);
        // Buttons of before opened the list of languages, which stands among the settings now.
        if (!locale) return open(turn);
        await aisha.changeLocale(turn.user, locale);
        const words = { t: translator(locale), plain: plainTranslator(locale) };
        await turn.show(menuScreen(words, words.t('language.changed')));
      },
    },
    commands: { settings: open },
  };
};

const choiceOf = (
  name: string | undefined,
  value: string | undefined,
): Partial<UserSettings> | undefined => {
  switch (name) {
    case 'ratio': {
      if (value === 'ask') return { aspectRatio: undefined };
      const aspectRatio = oneOf(aspectRatios, value?.replace('x', ':'));
      return aspectRatio && { aspectRatio };
    }
    case 'count': {
      const count = defaultCounts.find((each) => String(each) === value);
      return count && { count };
    }
    case 'quick': {
      const choice = oneOf(['on', 'off'], value);
      return choice && { quickMode: choice === 'on' };
    }
    case 'tell': {
      const notifications = oneOf(notificationChoices, value);
      return notifications && { notifications };
    }
    case 'words': {
      const enhancement = oneOf(enhancements, value);
      return enhancement && { enhancement };
    }
    default:
      return undefined;
  }
};
