import { menuScreen } from '../screens/menu.ts';
import type { UserTurn } from '../turn.ts';
import { askAboutDraft } from './drafts.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** The menu and what hangs right under it. */
export const menuRoutes = ({ aisha }: BotDependencies): Routes => {
  const menu = async (turn: UserTurn): Promise<void> => {
    if (await askAboutDraft({ aisha }, turn)) return;
    await turn.show(menuScreen(turn));
  };
  return {
    presses: {
      menu,
      // What a welcome from before still offers: whoever presses has agreed already.
      agree: menu,
      welcome: menu,
      // The way out of a question that was asked in a message of its own.
      close: async (turn) => {
        await turn.show({ html: turn.t('menu.text'), keyboard: menuScreen(turn).keyboard });
      },
    },
    commands: {
      // What a link brings along, `t.me/<bot>?start=<payload>`, means nothing yet.
      start: menu,
      cancel: async (turn) => {
        if (await askAboutDraft({ aisha }, turn)) return;
        await turn.say(menuScreen(turn, turn.t('cancelled.text')));
      },
    },
    texts: {},
  };
};
