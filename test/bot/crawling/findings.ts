import type { Locale } from '@aisha/core';
import { en } from '../../../packages/bot/src/i18n/en.ts';
import { parseCallbackData, readMark } from '../../../packages/bot/src/callback-data.ts';
import type { BotSetting } from '../bot-setting.ts';
import type { PageMessage } from '../telegram.ts';
import { wordsOf } from './screen.ts';

type Calls = ReturnType<BotSetting['telegram']['sandbox']['calls']>;

const longest = { text: 4096, caption: 1024, answer: 200, label: 64, data: 64 } as const;

const keys = Object.keys(en);
const unfinished = /\{[a-z]\w*\}|undefined|\bNaN\b|\[object|\bnull\b/u;

/** What is wrong with a text, in whatever place it is shown. */
const faultsOfText = (text: string): string[] => [
  ...keys.filter((key) => text.includes(key)).map((key) => `shows the key ${key}`),
  ...(unfinished.test(text) ? ['shows something unfinished'] : []),
  ...(text.isWellFormed() ? [] : ['cuts a character in two']),
];

/** Names of languages are in their own, everywhere. */
const ownNames = /🇬🇧 English|🇷🇺 Русский/gu;

const isForeign = (text: string, locale: Locale): boolean => {
  const words = text.replaceAll(ownNames, '');
  if (locale === 'en') return /\p{Script=Cyrillic}/u.test(words);
  return /\p{Script=Latin}{3}/u.test(words) && !/\p{Script=Cyrillic}/u.test(words);
};

/** What is wrong with a message as a person sees it. */
export const faultsOfMessage = (
  message: PageMessage,
  { locale, routes }: { locale: Locale | undefined; routes: ReadonlySet<string> },
): string[] => {
  const words = wordsOf(message);
  const most = message.photo || message.document ? longest.caption : longest.text;
  return [
    ...(words.length > most ? [`is ${words.length} characters long`] : []),
    ...faultsOfText(words),
    ...(locale && isForeign(words, locale) ? ['is in another language'] : []),
    ...(message.keyboard ?? [])
      .flat()
      .flatMap(({ text, data }) => [
        ...(text.length > longest.label ? [`has a button of ${text.length} characters`] : []),
        ...(text.trim() === '' ? ['has a button without words'] : []),
        ...faultsOfText(text).map((fault) => `has a button that ${fault}`),
        ...(data === undefined ? [] : faultsOfData(data, routes)),
      ]),
  ];
};

const faultsOfData = (data: string, routes: ReadonlySet<string>): string[] => {
  const { route } = parseCallbackData(readMark(data).data);
  return [
    ...(Buffer.byteLength(data) > longest.data ? [`has a button of more than 64 bytes`] : []),
    ...(routes.has(route) ? [] : [`has a button ${route} that leads nowhere`]),
  ];
};

/** Telegram says no to these in the course of things. */
const expectedRefusals = /message is not modified|message to delete not found/u;

/** What is wrong with what was said to Telegram. */
export const faultsOfCalls = (calls: Calls): string[] =>
  calls.flatMap(({ method, ok, description = '', parameters, unknownParameters }) => {
    const { text } = parameters as { text?: unknown };
    const answer = method === 'answerCallbackQuery' && typeof text === 'string' ? text : '';
    return [
      ...(ok || expectedRefusals.test(description) ? [] : [`${method}: ${description}`]),
      ...unknownParameters.map((name) => `${method} has no parameter ${name}`),
      // What is longer was cut by us.
      ...(answer.length >= longest.answer ? ['pops up more words than fit'] : []),
      ...faultsOfText(answer).map((fault) => `pops up what ${fault}`),
    ];
  });

/** Pictures that were delivered with their bytes, by their names. */
export const deliveredIn = (calls: Calls): string[] =>
  calls
    .filter(({ method }) => /photo|mediagroup/iu.test(method))
    .flatMap(({ parameters }) => namesIn(parameters))
    .filter((name) => /^[0-9a-f-]{36}\./u.test(name));

const namesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return 'fileName' in value ? [String(value.fileName)] : Object.values(value).flatMap(namesIn);
};
