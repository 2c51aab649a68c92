import { telegramAddress } from '@aisha/adapters/telegraf';
import type { ErasureId, Locale } from '@aisha/core';
import { parseCallbackData } from './callback-data.ts';
import type { BotDependencies } from './handlers/routes.ts';
import { greetedMenu } from './greeting.ts';
import { guessLocale, locales } from './i18n/languages.ts';
import { plainTranslator, translator } from './i18n/translate.ts';
import { oneOf, parseId } from './parse.ts';
import type { Act } from './act.ts';
import { receiptScreen } from './screens/privacy.ts';
import { policyScreen, termsScreen, welcomeScreen } from './screens/welcome.ts';
import { leave, type Turn } from './turn.ts';
import type { Visit } from './visit.ts';

type Needs = Pick<BotDependencies, 'aisha' | 'limiter' | 'about'>;

/** Whoever has not agreed yet is only ever shown what there is to agree to; nothing about them is kept. */
export const receiveStranger = async (
  { aisha, limiter, about = {} }: Needs,
  turn: Turn,
  { from, act }: Pick<Visit, 'from' | 'act'>,
): Promise<void> => {
  const asked = askedOf(act);
  const known = oneOf(locales, asked.arg);
  const locale = known ?? guessLocale(from.languageTag);
  if (asked.route === 'agree' && known) return join(aisha, turn, from, known);
  turn.forget();
  const words = wordsIn(locale);
  if (asked.route === 'terms' || asked.route === 'policy') {
    const read = asked.route === 'terms' ? termsScreen : policyScreen;
    await turn.show(read(words, { about, locale, isStranger: true }));
    return;
  }
  const receipt = asked.route === 'receipt' ? parseId<ErasureId>(asked.arg) : undefined;
  if (receipt) {
    await turn.say(receiptScreen(words, await aisha.getReceipt(receipt), locale));
    return;
  }
  // An album comes as one message each; it is greeted once.
  const isAlbum = act.type === 'file' || act.type === 'other';
  const greeting = `greeting:${turn.chatId}`;
  if (isAlbum && (await limiter.take(greeting, { count: 1, windowMs: 3000 })) > 0) return;
  const welcome = welcomeScreen(words, locale, from.firstName, about);
  // What was shown to somebody who is a stranger again, such as a receipt, stays.
  await (asked.route === 'menu' ? turn.say(welcome) : turn.show(welcome));
};

const join = async (
  aisha: Needs['aisha'],
  turn: Turn,
  { id, firstName }: Visit['from'],
  locale: Locale,
): Promise<void> => {
  const address = telegramAddress(id);
  const joined = await aisha.registerUser({ address, firstName, locale });
  const screen = await greetedMenu(aisha, wordsIn(joined.user.locale), joined);
  leave(turn);
  await turn.show(screen);
};

const wordsIn = (locale: Locale) => ({ t: translator(locale), plain: plainTranslator(locale) });

/** What a stranger may ask for: to agree, to read, another language, and what became of an erasure. */
const askedOf = (act: Act): { route?: string; arg?: string | undefined } => {
  if (act.type === 'command') return { route: act.name === 'privacy' ? 'policy' : act.name };
  if (act.type !== 'press') return {};
  const { route, args } = parseCallbackData(act.data);
  return { route, arg: args[0] };
};
