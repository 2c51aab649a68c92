import { greetedMenu } from '../greeting.ts';
import { goesOnScreen } from '../screens/avatars.ts';
import { menuScreen } from '../screens/menu.ts';
import { leave, type UserTurn } from '../turn.ts';
import type { BotDependencies, Routes } from './routes.ts';

const mostAvatars = 20;

/** The menu and what hangs right under it. */
export const menuRoutes = ({ aisha }: Pick<BotDependencies, 'aisha'>): Routes => {
  const menu = async (turn: UserTurn): Promise<void> => {
    leave(turn);
    await turn.show(menuScreen(turn));
  };
  return {
    presses: {
      menu,
      // Whoever leaves an avatar unfinished is asked about it by what they press in the menu.
      home: async (turn) => {
        const { step } = turn.conversation;
        if (step !== 'naming' && step !== 'photos') leave(turn);
        await turn.say(menuScreen(turn));
      },
      agree: async (turn) => {
        leave(turn);
        await turn.show(await greetedMenu(aisha, turn, turn));
      },
      // What a welcome from before still offers: whoever presses has agreed already.
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
        leave(turn);
        const avatars = await aisha.listAvatars(turn.user.id, { limit: mostAvatars });
        const busy = avatars.filter(({ status }) => status === 'training');
        const stopped = menuScreen(turn, turn.t('cancelled.text'));
        await turn.say(busy.length > 0 ? goesOnScreen(turn, busy) : stopped);
      },
    },
    texts: {},
  };
};
