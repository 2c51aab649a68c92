import { telegramAddress } from '@aisha/adapters/telegraf';
import { guessLocale, locales, type Locale } from '@aisha/core';
import { parseCallbackData } from './callback-data.ts';
import type { BotDependencies } from './handlers/routes.ts';
import { plainTranslator, translator } from './i18n/translate.ts';
import { oneOf } from './parse.ts';
import type { Act } from './router.ts';
import { menuScreen, welcomeScreen } from './screens/menu.ts';
import { leave, type Turn } from './turn.ts';
import type { Visit } from './visit.ts';

/** Whoever has not agreed yet is only ever shown what there is to agree to; nothing about them is kept. */
export const receiveStranger = async (
  { aisha, limiter }: Pick<BotDependencies, 'aisha' | 'limiter'>,
  turn: Turn,
  { from, act }: Pick<Visit, 'from' | 'act'>,
): Promise<void> => {
  const choice = choiceOf(act);
  if (choice?.route === 'agree') {
    const address = telegramAddress(from.id);
    const { firstName } = from;
    const joined = await aisha.registerUser({ address, firstName, locale: choice.locale });
    const words = wordsIn(joined.user.locale);
    const greeting = words.t('welcome.granted', { credits: joined.welcomeGrant });
    leave(turn);
    await turn.show(
      menuScreen(
        words,
        joined.welcomeGrant > 0 ? `${greeting}\n\n${words.t('menu.text')}` : undefined,
      ),
    );
    return;
  }
  // An album comes as one message a photo; it is greeted once.
  const isAlbum = act.type === 'file';
  const greeting = `greeting:${turn.chatId}`;
  if (isAlbum && (await limiter.take(greeting, { count: 1, windowMs: 3000 })) > 0) return;
  const locale = choice?.locale ?? guessLocale(from.languageTag);
  await turn.show(welcomeScreen(wordsIn(locale), locale, from.firstName));
};

const wordsIn = (locale: Locale) => ({ t: translator(locale), plain: plainTranslator(locale) });

const choiceOf = (act: Act): { route: string; locale: Locale } | undefined => {
  if (act.type !== 'press') return undefined;
  const { route, args } = parseCallbackData(act.data);
  const locale = oneOf(locales, args[0]);
  return locale && (route === 'agree' || route === 'welcome') ? { route, locale } : undefined;
};
