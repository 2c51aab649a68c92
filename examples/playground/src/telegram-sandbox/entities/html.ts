import { badRequest } from '../errors.ts';
import type { MessageEntity } from '../wire.ts';
import { linkEntity, type FormattedText, type OpenEntity } from './formatted-text.ts';
import { decodeHtml, htmlError, readStartTag } from './html-tag.ts';

const simpleTypes: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};

const entityOf = (
  { type: tag, argument, offset }: OpenEntity,
  { text, entities }: FormattedText,
): MessageEntity | undefined => {
  const place = { offset, length: text.length - offset };
  const simple = simpleTypes[tag];
  if (simple !== undefined) return { type: simple, ...place };
  if (tag === 'a') return linkEntity(argument === '' ? text.slice(offset) : argument, place);
  if (tag === 'blockquote')
    return { type: argument === '1' ? 'expandable_blockquote' : 'blockquote', ...place };
  if (tag === 'tg-emoji') return { type: 'custom_emoji', ...place, custom_emoji_id: argument };
  if (tag === 'code')
    return { type: 'code', ...place, ...(argument !== '' && { language: argument }) };
  const inner = entities.at(-1);
  const isWhole = inner?.type === 'code' && inner.offset === offset;
  if (!isWhole || inner.length !== place.length) return { type: 'pre', ...place };
  entities.pop();
  return {
    type: 'pre',
    ...place,
    ...(inner.language !== undefined && { language: inner.language }),
  };
};

/** `<pre><code class="language-x">` gives the block its language; a lone `code` has none. */
const withoutLooseLanguage = (entity: MessageEntity): MessageEntity => {
  if (entity.type !== 'code') return entity;
  const { language: _language, ...rest } = entity;
  return rest;
};

const readEndTag = (markup: string, startedAt: number, open: OpenEntity | undefined): number => {
  if (open === undefined) throw htmlError('Unexpected end tag', markup, startedAt);
  const tag = /^<\/([^\s>]*)\s*>/.exec(markup.slice(startedAt));
  if (tag === null) throw htmlError('Unclosed end tag', markup, startedAt);
  const name = (tag[1] ?? '').toLowerCase();
  if (name !== '' && name !== open.type) {
    const at = `Unmatched end tag at byte offset ${Buffer.byteLength(markup.slice(0, startedAt))}`;
    throw badRequest(`can't parse entities: ${at}, expected "</${open.type}>", found "</${name}>"`);
  }
  return startedAt + tag[0].length;
};

/** Telegram's HTML style as text and entities. Throws `can't parse entities: …` for wrong markup. */
export const parseHtml = (markup: string): FormattedText => {
  const result: FormattedText = { text: '', entities: [] };
  const open: OpenEntity[] = [];
  let index = 0;
  while (index < markup.length) {
    const tagAt = markup.indexOf('<', index);
    const textEnd = tagAt < 0 ? markup.length : tagAt;
    result.text += decodeHtml(markup.slice(index, textEnd));
    if (tagAt < 0) break;
    if (markup[tagAt + 1] === '/') {
      index = readEndTag(markup, tagAt, open.at(-1));
      const closed = open.pop();
      const entity = closed === undefined ? undefined : entityOf(closed, result);
      if (entity !== undefined && entity.length > 0) result.entities.push(entity);
    } else {
      const { name, argument, end } = readStartTag(markup, tagAt);
      open.push({ type: name, argument, offset: result.text.length, startedAt: tagAt });
      index = end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined)
    throw badRequest(
      `can't parse entities: Can't find end tag corresponding to start tag "${unclosed.type}"`,
    );
  return { text: result.text, entities: result.entities.map(withoutLooseLanguage) };
};
