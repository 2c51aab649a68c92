import { badRequest } from '../errors.ts';
import type { MessageEntity } from '../wire.ts';
import { detectEntities } from './detect.ts';
import type { FormattedText } from './formatted-text.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import { parseMarkdownV2 } from './markdown-v2.ts';

const parsers: Record<string, (markup: string) => FormattedText> = {
  html: parseHtml,
  markdown: parseMarkdown,
  markdownv2: parseMarkdownV2,
};

const parse = (text: string, { parseMode, entities }: FormatOptions): FormattedText => {
  if (parseMode === undefined || parseMode === '' || parseMode.toLowerCase() === 'none')
    return { text, entities: entities ?? [] };
  const parser = parsers[parseMode.toLowerCase()];
  if (parser === undefined) throw badRequest('unsupported parse_mode');
  return parser(text);
};

/** Cuts blank ends off and moves the entities along, as Telegram does. */
const trim = ({ text, entities }: FormattedText): FormattedText => {
  const trimmed = text.trim();
  const start = text.indexOf(trimmed);
  const moved = entities.flatMap((entity) => {
    const from = Math.max(entity.offset - start, 0);
    const to = Math.min(entity.offset + entity.length - start, trimmed.length);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: trimmed, entities: moved };
};

const byPlace = (one: MessageEntity, other: MessageEntity): number =>
  one.offset - other.offset || other.length - one.length;

export interface FormatOptions {
  parseMode?: string | undefined;
  entities?: MessageEntity[] | undefined;
}

/** Text as it is stored: parsed, trimmed, with the entities Telegram adds by itself. */
export const formatText = (raw: string, options: FormatOptions = {}): FormattedText => {
  const { text, entities } = trim(parse(raw.replaceAll('\r', ''), options));
  const all = [...entities, ...detectEntities(text, entities)];
  return { text, entities: all.toSorted(byPlace).slice(0, 100) };
};
