import type { MessageEntity } from '../wire.ts';

/** Every expression is linear: no nested repetition, and each repetition is bounded. */
const detectors: [string, RegExp][] = [
  ['url', /(?<![\w@.])https?:\/\/[^\s<>"«»]{1,2048}/gi],
  ['email', /(?<![\w.%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/gi],
  [
    'url',
    /(?<![\w@./:-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|ai|ru|me|app|dev|info)(?:\/[^\s<>"«»]{0,2048})?(?![\w-])/gi,
  ],
  ['bot_command', /(?<![\w/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\w/])/gi],
  ['mention', /(?<![\w/])@[a-z0-9_]{4,32}(?!\w)/gi],
  ['hashtag', /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]{1,256}/gu],
];

const overlaps = (one: MessageEntity, other: MessageEntity): boolean =>
  one.offset < other.offset + other.length && other.offset < one.offset + one.length;

/** As many as Telegram keeps in a message. */
const maxFound = 100;
const exclusive = new Set(['code', 'pre', 'text_link', 'text_mention', 'url', 'email']);

/** The links, commands, mentions and tags Telegram finds by itself, outside of code and links. */
export const detectEntities = (text: string, known: MessageEntity[]): MessageEntity[] => {
  const closed = known.filter(({ type }) => exclusive.has(type));
  const found: MessageEntity[] = [];
  for (const [type, expression] of detectors) {
    for (const match of text.matchAll(expression)) {
      if (found.length >= maxFound) return found;
      const value = type === 'url' ? match[0].replace(/[.,:;!?)\]}'"]{1,16}$/, '') : match[0];
      const entity = { type, offset: match.index, length: value.length };
      if (![...closed, ...found].some((other) => overlaps(entity, other))) found.push(entity);
    }
  }
  return found;
};
