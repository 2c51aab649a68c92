import { stripVTControlCharacters } from 'node:util';

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** What terminals draw two columns wide. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60]|\uFE0F/u;

/** A stranger's text, which must not move the cursor, colour the screen or turn the line around. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '');

/** In columns of a terminal. */
export const widthOf = (text: string): number =>
  [...characters.segment(text)].reduce((sum, { segment }) => sum + columnsOf(segment), 0);

const columnsOf = (character: string): number => (wide.test(character) ? 2 : 1);

/** Exactly `width` columns: cut with an ellipsis, or filled up with spaces. */
export const fit = (text: string, width: number): string => {
  const own = widthOf(text);
  if (own <= width) return text + ' '.repeat(width - own);
  let cut = '';
  let used = 0;
  for (const { segment } of characters.segment(text)) {
    const columns = columnsOf(segment);
    if (used + columns > width - 1) break;
    cut += segment;
    used += columns;
  }
  return `${cut}…${' '.repeat(width - used - 1)}`;
};
