import { badRequest } from '../errors.ts';
import type { MessageEntity } from '../wire.ts';
import { byteOffset, linkEntity, type FormattedText } from './formatted-text.ts';

const endMarks: Record<string, string> = { _: '_', '*': '*', '`': '`', '```': '```', '[': ']' };
const simpleTypes: Record<string, string> = { _: 'italic', '*': 'bold', '`': 'code' };

const markAt = (markup: string, index: number): string | undefined => {
  if (markup.startsWith('```', index)) return '```';
  const character = markup[index] ?? '';
  return character in endMarks ? character : undefined;
};

const entityOf = (mark: string, content: string, offset: number): MessageEntity => ({
  type: simpleTypes[mark] ?? 'pre',
  offset,
  length: content.length,
});

const splitLanguage = (content: string): [string, string | undefined] => {
  const head = /^(?:([^\s`]+)(?=\s))?(?:\r\n|\n)?/.exec(content);
  return [content.slice(head?.[0].length ?? 0), head?.[1]];
};

const isEscape = (markup: string, index: number): boolean =>
  markup[index] === '\\' && '_*`['.includes(markup[index + 1] ?? ' ');

interface Piece {
  content: string;
  entity?: MessageEntity;
  next: number;
}

const readLink = (
  markup: string,
  text: { content: string; end: number },
  offset: number,
): Piece => {
  const { content, end } = text;
  const closing = markup[end + 1] === '(' ? markup.indexOf(')', end + 2) : -1;
  if (closing < 0) return { content, next: end + 1 };
  const place = { offset, length: content.length };
  const entity = linkEntity(markup.slice(end + 2, closing), place);
  return { content, next: closing + 1, ...(entity !== undefined && { entity }) };
};

const readMarked = (markup: string, index: number, offset: number): Piece => {
  const mark = markAt(markup, index) ?? '';
  const endMark = endMarks[mark] ?? '';
  const startsAt = index + mark.length;
  const end = markup.indexOf(endMark, startsAt);
  if (end < 0)
    throw badRequest(
      `can't parse entities: Can't find end of the entity starting at byte offset ${byteOffset(markup, index)}`,
    );
  const raw = markup.slice(startsAt, end);
  if (mark === '[') return readLink(markup, { content: raw, end }, offset);
  const [content, language] = mark === '```' ? splitLanguage(raw) : [raw, undefined];
  const entity = entityOf(mark, content, offset);
  const next = end + endMark.length;
  return { content, next, entity: language === undefined ? entity : { ...entity, language } };
};

/** Telegram's first Markdown style: no nesting. Throws `can't parse entities: …`. */
export const parseMarkdown = (markup: string): FormattedText => {
  const result: FormattedText = { text: '', entities: [] };
  let index = 0;
  while (index < markup.length) {
    if (isEscape(markup, index)) {
      result.text += markup[index + 1];
      index += 2;
    } else if (markAt(markup, index) === undefined) {
      result.text += markup[index];
      index += 1;
    } else {
      const piece = readMarked(markup, index, result.text.length);
      result.text += piece.content;
      index = piece.next;
      if (piece.entity !== undefined && piece.entity.length > 0) result.entities.push(piece.entity);
    }
  }
  return result;
};
