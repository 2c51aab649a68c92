import { locales } from '@aisha/core';
import { balanceScreen } from '../screens/balance.ts';
import { homeButton, languageScreen, menuScreen } from '../screens/menu.ts';
import { oneOf } from '../parse.ts';
import { translator } from '../i18n/translate.ts';
import { leave, type UserTurn } from '../turn.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** The menu and what hangs right under it. */
export const menuRoutes = ({ aisha, policy }: BotDependencies): Routes => {
  const menu = async (turn: UserTurn): Promise<void> => {
    leave(turn);
    await turn.show(menuScreen(turn));
  };
  const balance = async (turn: UserTurn): Promise<void> => {
    const current = await aisha.getBalance(turn.user.id);
    await turn.show(balanceScreen(turn, current, policy.prices));
  };
  const help = async (turn: UserTurn): Promise<void> => {
    const { minCount: min, maxCount: max } = policy.photos;
    const html = turn.t('help.text', { min, max });
    await turn.show({ html, keyboard: [[homeButton(turn)]] });
  };
  const language = async (turn: UserTurn, choice?: string): Promise<void> => {
    const locale = oneOf(locales, choice);
    if (!locale) {
      await turn.show(languageScreen(turn));
      return;
    }
    await aisha.changeLocale(turn.user, locale);
    const t = translator(locale);
    await turn.show(menuScreen({ t, plain: t }, t('language.changed')));
  };
  return {
    presses: {
      menu,
      // What a welcome from before still offers: whoever presses has agreed already.
      agree: menu,
      welcome: menu,
      balance,
      help,
      language: (turn, [choice]) => language(turn, choice),
      // The way out of a question that was asked in a message of its own.
      close: async (turn) => {
        await turn.show({ html: turn.t('menu.text'), keyboard: menuScreen(turn).keyboard });
      },
    },
    commands: {
      start: menu,
      balance,
      help,
      settings: (turn) => language(turn),
      cancel: async (turn) => {
        leave(turn);
        await turn.say(menuScreen(turn, turn.t('cancelled.text')));
      },
    },
    texts: {},
  };
};
