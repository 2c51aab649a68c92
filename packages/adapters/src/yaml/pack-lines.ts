import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter } from 'yaml';

type Path = readonly PropertyKey[];

/** The line, from 1, of what a path leads to, or of the nearest thing on the way there that is in the file. */
export const lineOf = (document: Document, lines: LineCounter, path: Path): number => {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
};

/** Of an entry its key, since that is what people look for. */
const offsetOf = (document: Document, path: Path): number | undefined => {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  if (!isSeq(parent) || typeof last !== 'number') return undefined;
  const item = parent.items[last];
  return isNode(item) ? item.range?.[0] : undefined;
};
