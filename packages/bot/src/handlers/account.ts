import type { ErasureId } from '@aisha/core';
import { parseId } from '../parse.ts';
import { balanceScreen } from '../screens/balance.ts';
import { erasingScreen, forgetScreen, privacyScreen, receiptScreen } from '../screens/privacy.ts';
import { supportScreen, transfersScreen } from '../screens/transfers.ts';
import { policyScreen, termsScreen } from '../screens/welcome.ts';
import { menuScreen } from '../screens/menu.ts';
import type { UserTurn } from '../turn.ts';
import type { BotDependencies, Routes } from './routes.ts';

const pageLength = 10;
const fewLines = 5;

/** Credits: how many, where they went, and whom to ask. */
export const creditRoutes = ({ aisha, about }: BotDependencies): Routes => {
  const balance = async (turn: UserTurn): Promise<void> => {
    const balance = await aisha.getBalance(turn.user.id);
    await turn.show(balanceScreen(turn, balance, await aisha.quoteKinds()));
  };
  const transfers = async (turn: UserTurn, before?: string): Promise<void> => {
    const page = { limit: pageLength + 1, before };
    const found = await aisha.listTransfers(turn.user.id, page);
    const lines = found.slice(0, pageLength);
    const older = found.length > pageLength ? lines.at(-1)?.id : undefined;
    await turn.show(transfersScreen(turn, { lines, older, locale: turn.locale }));
  };
  const support = async (turn: UserTurn): Promise<void> => {
    const lines = await aisha.listTransfers(turn.user.id, { limit: fewLines });
    const { locale } = turn;
    await turn.show(supportScreen(turn, { lines, locale, contact: about?.paySupport }));
  };
  return {
    presses: {
      balance,
      transfers: (turn, [before]) => transfers(turn, parseId<string>(before)),
      support,
    },
    commands: { balance, paysupport: support },
  };
};

/** The terms, and what becomes of a person's data. */
export const accountRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha, about = {} } = dependencies;
  const reading = ({ locale }: UserTurn) => ({ about, locale, isStranger: false });
  const privacy = async (turn: UserTurn): Promise<void> => {
    await turn.show(privacyScreen(turn, about, turn.locale));
  };
  const terms = async (turn: UserTurn): Promise<void> => {
    await turn.show(termsScreen(turn, reading(turn)));
  };
  return {
    presses: {
      privacy,
      terms,
      policy: async (turn) => {
        await turn.show(policyScreen(turn, reading(turn)));
      },
      consent: async (turn) => {
        await aisha.renewConsent(turn.user);
        await turn.show(menuScreen(turn, turn.t('consent.thanks')));
      },
      export: (turn) => exportData(dependencies, turn),
      forget: async (turn) => {
        // What is held for work under way comes back with it, and is lost all the same.
        const { available, held } = await aisha.getBalance(turn.user.id);
        await turn.show(forgetScreen(turn, available + held));
      },
      forgotten: (turn) => forget(dependencies, turn),
      receipt: async (turn, [id]) => {
        const receipt = parseId<ErasureId>(id);
        const found = receipt && (await aisha.getReceipt(receipt));
        await turn.say(receiptScreen(turn, found, turn.locale));
      },
    },
    commands: { privacy, terms },
  };
};

const minute = 60_000;

const exportData = async ({ aisha }: BotDependencies, turn: UserTurn): Promise<void> => {
  const asked = await aisha.requestAccountExport(turn.user.id);
  if (asked.ok) return turn.note(turn.plain('export.begun'), { alert: true });
  const minutes = Math.max(1, Math.ceil(asked.refusal.waitMs / minute));
  return turn.note(turn.plain('export.too-soon', { minutes }), { alert: true });
};

const forget = async ({ aisha }: BotDependencies, turn: UserTurn): Promise<void> => {
  const receipt = await aisha.requestErasure(turn.user);
  // From here on this chat is a stranger's, and nothing is kept of those.
  turn.forget();
  if (receipt) await turn.show(erasingScreen(turn, receipt));
};
