import type { Entity } from './protocol.ts';

export type RichNode = string | { entity: Entity; children: RichNode[] };

const spans = (text: string, entities: Entity[], from: number, to: number): RichNode[] => {
  const nodes: RichNode[] = [];
  let position = from;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    if (!entity || entity.offset < position || entity.offset >= to) continue;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > position) nodes.push(text.slice(position, entity.offset));
    const children = spans(text, entities.slice(index + 1), entity.offset, end);
    nodes.push({ entity, children });
    position = end;
  }
  if (position < to) nodes.push(text.slice(position, to));
  return nodes;
};

/**
 * Nests Telegram's flat entities (UTF-16 offsets). An entity that leaves its parent is cut at the
 * parent's end, one outside the text is left out; the text itself is always kept whole.
 */
export const entityTree = (text: string, entities: Entity[] = []): RichNode[] => {
  const usable = entities
    .filter(({ offset, length }) => offset >= 0 && length > 0 && offset < text.length)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return spans(text, usable, 0, text.length);
};
