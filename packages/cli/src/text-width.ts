import { stripVTControlCharacters } from 'node:util';

const plain = /^[ -~]*$/u;

let segmenter: Intl.Segmenter | undefined;

/** Made when it is needed, which takes as long as all of `--help`. In plain text a sign is a character. */
const charactersOf = (text: string): string[] => {
  if (plain.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
};

/** What terminals draw two columns wide. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60]|\uFE0F/u;

/** A stranger's text, which must not move the cursor, colour the screen or turn the line around. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '');

/** In columns of a terminal. */
export const widthOf = (text: string): number =>
  charactersOf(text).reduce((sum, character) => sum + columnsOf(character), 0);

const columnsOf = (character: string): number => (wide.test(character) ? 2 : 1);

/** All of the text, in lines of at most `width` columns. */
export const pieces = (text: string, width: number): string[] => {
  const lines = [''];
  let used = 0;
  for (const character of charactersOf(text)) {
    const columns = columnsOf(character);
    if (used + columns > width) {
      lines.push('');
      used = 0;
    }
    lines.push(`${lines.pop() ?? ''}${character}`);
    used += columns;
  }
  return lines;
};

/** Exactly `width` columns: cut with an ellipsis, or filled up with spaces. */
export const fit = (text: string, width: number): string => {
  const own = widthOf(text);
  if (own <= width) return text + ' '.repeat(width - own);
  let cut = '';
  let used = 0;
  for (const character of charactersOf(text)) {
    const columns = columnsOf(character);
    if (used + columns > width - 1) break;
    cut += character;
    used += columns;
  }
  return `${cut}…${' '.repeat(width - used - 1)}`;
};
