import { parseCallbackData, readMark } from '../../../packages/bot/src/callback-data.ts';
import type { PageMessage } from '../telegram.ts';

type ScreenButton = {
  /** The same on every screen of the kind, whoever and whatever it is about. */
  readonly key: string;
  readonly route: string;
  readonly data: string;
  readonly text: string;
};

/** A message with buttons. */
export type Screen = {
  /** The same for all screens that differ only in names, numbers and ids. */
  readonly key: string;
  readonly title: string;
  readonly messageId: number;
  readonly buttons: readonly ScreenButton[];
};

export const wordsOf = ({ text, caption }: PageMessage): string => text ?? caption ?? '';

export const screenOf = (message: PageMessage): Screen | undefined => {
  const pressed = message.keyboard
    ?.flat()
    .flatMap(({ text, data }) => (data ? [{ text, data }] : []));
  if (message.from !== 'bot' || !pressed || pressed.length === 0) return undefined;
  // Of a list of the same, the first stands for all.
  const buttons = [...new Map(pressed.toReversed().map((each) => toButton(each))).values()];
  const title = masked(message);
  const kind = message.photo ? 'picture' : 'text';
  const routes = [...new Set(buttons.map(({ route }) => route))].toSorted();
  return {
    key: `${kind} | ${title} | ${routes.join(' ')}`,
    title,
    messageId: message.id,
    buttons: buttons.toReversed(),
  };
};

const toButton = ({ text, data }: { text: string; data: string }): [string, ScreenButton] => {
  const { route, args } = parseCallbackData(readMark(data).data);
  const key = [route, ...args.map(maskedArgument)].join(':');
  return [key, { key, route, data, text }];
};

/** Where a button leads, whatever it is about. */
export const routeOf = (key: string): string => key.split(':', 1)[0] ?? '';

/** Ids, positions and times are one like the other; short words and small numbers are choices. */
const maskedArgument = (arg: string): string =>
  arg.replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{3,}/gu, '~');

const quotes = /“[^”]*”|«[^»]*»|\p{Emoji_Presentation}|[▰▱]/gu;
/** What the walker calls things. */
const names = /\b(?:Lighthouse|Anna|Ada)\b/gu;

/** What a screen says, without what people wrote and what is counted. */
const masked = (message: PageMessage): string => {
  const entities = message.entities ?? message.captionEntities ?? [];
  let words = wordsOf(message);
  for (const { type, offset, length } of entities.toReversed()) {
    if (/quote|code|pre|italic/u.test(type)) {
      words = `${words.slice(0, offset)}…${words.slice(offset + length)}`;
    }
  }
  return words
    .replaceAll(quotes, '…')
    .replaceAll(names, '…')
    .replaceAll(/\d+(?:[.,:–-]\d+)*/gu, '#')
    .trim()
    .split('\n', 1)[0]!
    .slice(0, 60);
};
