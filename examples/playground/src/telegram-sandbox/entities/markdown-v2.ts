import { badRequest, type BotApiError } from '../errors.ts';
import type { MessageEntity } from '../wire.ts';
import { byteOffset, linkEntity, type FormattedText, type OpenEntity } from './formatted-text.ts';

const parseError = (text: string): BotApiError => badRequest(`can't parse entities: ${text}`);

const reserved = new Set('_*[]()~`>#+-=|{}.!');
const endMarks: Record<string, string> = {
  Bold: '*',
  Italic: '_',
  Underline: '__',
  Strikethrough: '~',
  Spoiler: '||',
  Code: '`',
  Pre: '```',
  TextUrl: ']',
  CustomEmoji: ']',
};
const startMarks: [string, string][] = [
  ['```', 'Pre'],
  ['`', 'Code'],
  ['__', 'Underline'],
  ['_', 'Italic'],
  ['*', 'Bold'],
  ['~', 'Strikethrough'],
  ['||', 'Spoiler'],
  ['![', 'CustomEmoji'],
  ['[', 'TextUrl'],
];
const wireTypes: Record<string, string> = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikethrough: 'strikethrough',
  Spoiler: 'spoiler',
  Code: 'code',
  Pre: 'pre',
  CustomEmoji: 'custom_emoji',
  BlockQuote: 'blockquote',
  ExpandableBlockQuote: 'expandable_blockquote',
};

/** One walk over marked-up text. `index` moves; everything else grows. */
interface Walk extends FormattedText {
  markup: string;
  index: number;
  open: OpenEntity[];
}

const isEscape = (markup: string, index: number): boolean => {
  const next = markup.codePointAt(index + 1) ?? 0;
  return markup[index] === '\\' && next > 0 && next <= 126;
};

const close = (walk: Walk, extra: Partial<MessageEntity> = {}): void => {
  const closed = walk.open.pop();
  if (closed === undefined) return;
  const length = walk.text.length - closed.offset;
  const type = wireTypes[closed.type] ?? closed.type;
  if (length > 0) walk.entities.push({ type, offset: closed.offset, length, ...extra });
};

const readAddress = (walk: Walk): string => {
  const { markup } = walk;
  const startedAt = walk.index;
  let address = '';
  while (walk.index < markup.length && markup[walk.index] !== ')') {
    if (isEscape(markup, walk.index)) walk.index += 1;
    address += markup[walk.index];
    walk.index += 1;
  }
  if (walk.index >= markup.length)
    throw parseError(`Can't find end of a URL at byte offset ${byteOffset(markup, startedAt)}`);
  walk.index += 1;
  return address;
};

const closeLink = (walk: Walk, link: OpenEntity): void => {
  walk.index += 1;
  const hasAddress = walk.markup[walk.index] === '(';
  if (hasAddress) walk.index += 1;
  const address = hasAddress ? readAddress(walk) : walk.text.slice(link.offset);
  if (link.type === 'CustomEmoji') {
    const id = /^tg:\/\/emoji\?id=(\d+)$/.exec(address)?.[1];
    if (id === undefined) throw parseError('Custom emoji URL must have a valid identifier');
    return close(walk, { custom_emoji_id: id });
  }
  walk.open.pop();
  const length = walk.text.length - link.offset;
  const entity = linkEntity(address, { offset: link.offset, length });
  if (entity !== undefined && length > 0) walk.entities.push(entity);
};

/** Whether the mark at the cursor ends the innermost entity; if so, it is closed. */
const tryClose = (walk: Walk): boolean => {
  const innermost = walk.open.at(-1);
  const mark = innermost === undefined ? undefined : endMarks[innermost.type];
  if (innermost === undefined || mark === undefined) return false;
  if (!walk.markup.startsWith(mark, walk.index)) return false;
  if (innermost.type === 'Italic' && walk.markup[walk.index + 1] === '_') return false;
  if (mark === ']') {
    closeLink(walk, innermost);
    return true;
  }
  walk.index += mark.length;
  const isPreWithLanguage = innermost.type === 'Pre' && innermost.argument !== '';
  close(walk, isPreWithLanguage ? { language: innermost.argument } : {});
  return true;
};

const readPreArgument = (walk: Walk): string => {
  const rest = walk.markup.slice(walk.index);
  const language = /^[^\s`]+(?=\s)/.exec(rest)?.[0] ?? '';
  const lineBreak = /^(\r\n|\n\r|\n|\r)/.exec(rest.slice(language.length))?.[0] ?? '';
  walk.index += language.length + lineBreak.length;
  return language;
};

const tryOpen = (walk: Walk): boolean => {
  const start = startMarks.find(([mark]) => walk.markup.startsWith(mark, walk.index));
  if (start === undefined) return false;
  const [mark, type] = start;
  const startedAt = walk.index;
  walk.index += mark.length;
  const argument = type === 'Pre' ? readPreArgument(walk) : '';
  walk.open.push({ type, argument, offset: walk.text.length, startedAt });
  return true;
};

const atLineStart = ({ markup, index }: Walk): boolean => index === 0 || markup[index - 1] === '\n';

/** Quotes are lines beginning with `>`; they end with the line before one that does not. */
const tryQuote = (walk: Walk): boolean => {
  const { markup, index, open } = walk;
  const inQuote = open[0]?.type === 'BlockQuote';
  if (markup[index] === '>' && atLineStart(walk) && (inQuote || open.length === 0)) {
    walk.index += 1;
    if (!inQuote)
      open.push({ type: 'BlockQuote', argument: '', offset: walk.text.length, startedAt: index });
    return true;
  }
  const innermost = open.at(-1);
  if (innermost?.type !== 'BlockQuote') return false;
  if (markup.startsWith('||', index) && /^(\n|$)/.test(markup.slice(index + 2))) {
    walk.index += 2;
    innermost.type = 'ExpandableBlockQuote';
    close(walk);
    return true;
  }
  if (markup[index] !== '\n' || markup[index + 1] === '>') return false;
  close(walk);
  return false;
};

const copyCharacter = (walk: Walk): void => {
  const character = String.fromCodePoint(walk.markup.codePointAt(walk.index) ?? 0);
  walk.text += character;
  walk.index += character.length;
};

const step = (walk: Walk): void => {
  const { markup, index, open } = walk;
  if (isEscape(markup, index)) {
    walk.text += markup[index + 1];
    walk.index += 2;
    return;
  }
  const innermost = open.at(-1)?.type;
  if (innermost === 'Code' || innermost === 'Pre') {
    if (!tryClose(walk)) copyCharacter(walk);
    return;
  }
  if (tryQuote(walk)) return;
  const character = markup[index] ?? '';
  if (!reserved.has(character)) return copyCharacter(walk);
  if (tryClose(walk) || tryOpen(walk)) return;
  throw parseError(
    `Character '${character}' is reserved and must be escaped with the preceding '\\'`,
  );
};

/** Telegram's MarkdownV2 style. Throws `can't parse entities: …` for wrong markup. */
export const parseMarkdownV2 = (markup: string): FormattedText => {
  const walk: Walk = { markup, index: 0, open: [], text: '', entities: [] };
  while (walk.index < markup.length) step(walk);
  if (walk.open.at(-1)?.type === 'BlockQuote') close(walk);
  const unclosed = walk.open.at(-1);
  if (unclosed !== undefined)
    throw parseError(
      `Can't find end of ${unclosed.type} entity at byte offset ${byteOffset(markup, unclosed.startedAt)}`,
    );
  return { text: walk.text, entities: walk.entities };
};
