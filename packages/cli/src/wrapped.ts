import { fit, widthOf } from './text-width.ts';

/** Lines of at most `width` columns, broken between words; only a word that is longer itself is cut. */
export const wrapped = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((each) => (widthOf(each) > width ? fit(each, width) : each));
};
