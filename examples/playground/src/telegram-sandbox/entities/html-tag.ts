import { badRequest } from '../errors.ts';
import { byteOffset } from './formatted-text.ts';

export interface StartTag {
  name: string;
  /** The one attribute that matters for the tag. */
  argument: string;
  /** The index after `>`. */
  end: number;
}

interface Reader {
  markup: string;
  name: string;
  startedAt: number;
}

const known = new Set(
  'a b strong i em s strike del u ins tg-spoiler tg-emoji span pre code blockquote'.split(' '),
);
const isSpace = (character: string | undefined): boolean =>
  character !== undefined && /[ \t\r\n\0\v]/.test(character);

export const htmlError = (text: string, markup: string, index: number) =>
  badRequest(`can't parse entities: ${text} at byte offset ${byteOffset(markup, index)}`);

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

const decodeReference = (reference: string): string => {
  const body = reference.replace('&', '').replace(';', '');
  if (!body.startsWith('#')) return named[body] ?? reference;
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : reference;
};

/** Telegram knows four names and the numeric forms; any other ampersand stands for itself. */
export const decodeHtml = (text: string): string =>
  text.replaceAll(/&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|lt|gt|amp|quot);?/g, decodeReference);

const skipSpaces = (markup: string, from: number): number => {
  let index = from;
  while (isSpace(markup[index])) index += 1;
  return index;
};

const readQuoted = ({ markup, name, startedAt }: Reader, from: number): [string, number] => {
  const end = markup.indexOf(markup[from] ?? '', from + 1);
  if (end < 0 || end + 1 >= markup.length)
    throw htmlError(`Unclosed start tag "${name}"`, markup, startedAt);
  return [decodeHtml(markup.slice(from + 1, end)), end + 1];
};

const readBare = ({ markup, name, startedAt }: Reader, from: number): [string, number] => {
  const value = /^[A-Za-z0-9.-]*/.exec(markup.slice(from))?.[0] ?? '';
  const end = from + value.length;
  if (end >= markup.length) throw htmlError(`Unclosed start tag "${name}"`, markup, startedAt);
  if (!isSpace(markup[end]) && markup[end] !== '>')
    throw htmlError('Unexpected end of name token', markup, from);
  return [value.toLowerCase(), end];
};

const readAttribute = (reader: Reader, from: number): [string, string, number] => {
  const { markup, name, startedAt } = reader;
  const attribute = /^[^\s=>/"']*/.exec(markup.slice(from))?.[0] ?? '';
  if (attribute === '')
    throw htmlError(`Empty attribute name in the tag "${name}"`, markup, startedAt);
  const afterName = skipSpaces(markup, from + attribute.length);
  if (markup[afterName] !== '=') {
    if (name === 'blockquote' && attribute === 'expandable') return [attribute, '1', afterName];
    throw htmlError(
      `Expected equal sign in declaration of an attribute of the tag "${name}"`,
      markup,
      startedAt,
    );
  }
  const valueAt = skipSpaces(markup, afterName + 1);
  const read = markup[valueAt] === '"' || markup[valueAt] === "'" ? readQuoted : readBare;
  return [attribute, ...read(reader, valueAt)];
};

const argumentOf = (tag: string, attribute: string, value: string): string | undefined => {
  if (tag === 'a' && attribute === 'href') return value;
  if (tag === 'code' && attribute === 'class' && value.startsWith('language-'))
    return value.slice(9);
  if (tag === 'span' && attribute === 'class' && value.startsWith('tg-')) return value.slice(3);
  if (tag === 'tg-emoji' && attribute === 'emoji-id') return value;
  if (tag === 'blockquote' && attribute === 'expandable') return '1';
  return undefined;
};

/** Reads the tag that begins with `<` at `startedAt`, or says what Telegram says of a wrong one. */
export const readStartTag = (markup: string, startedAt: number): StartTag => {
  const name = /^[^\s>]*/.exec(markup.slice(startedAt + 1))?.[0].toLowerCase() ?? '';
  let index = startedAt + 1 + name.length;
  if (index >= markup.length) throw htmlError('Unclosed start tag', markup, startedAt);
  if (!known.has(name)) throw htmlError(`Unsupported start tag "${name}"`, markup, startedAt);
  let argument = '';
  for (;;) {
    index = skipSpaces(markup, index);
    if (markup[index] === '>') break;
    if (index >= markup.length) throw htmlError(`Unclosed start tag "${name}"`, markup, startedAt);
    const [attribute, value, next] = readAttribute({ markup, name, startedAt }, index);
    argument = argumentOf(name, attribute.toLowerCase(), value) ?? argument;
    index = next;
  }
  if (name === 'span' && argument !== 'spoiler')
    throw htmlError('Tag "span" must have class "tg-spoiler"', markup, startedAt);
  return { name, argument, end: index + 1 };
};
