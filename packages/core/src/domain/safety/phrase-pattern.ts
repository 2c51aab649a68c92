/**
 * A phrase as the rules write it, to be found in a reading (words between single spaces):
 * `word`, `stem*` (any ending), `one|other*` (either), `<2>` (up to two words of any kind),
 * `#17` (a number from 1 to 17, also glued to what follows as in `15yo`).
 */
export const phrasePattern = (phrases: readonly string[]): RegExp =>
  new RegExp(` (?:${phrases.map(withoutSofteners).map(sourceOf).join('|')})(?= )`, 'gu');

/** Soft and hard signs are easily left out, and э is easily written е: neither makes another word here. */
export const withoutSofteners = (text: string): string =>
  text.replaceAll(/[ьъ]/gu, '').replaceAll('э', 'е');

const sourceOf = (phrase: string): string => {
  const parts = phrase.split(' ').map(partOf);
  return parts.reduce((source, part, at) => {
    if (at === 0) return part.source;
    return parts[at - 1]?.isGap || part.isGap
      ? `${source}${part.source}`
      : `${source} ${part.source}`;
  }, '');
};

type Part = { readonly source: string; readonly isGap: boolean };

const partOf = (part: string): Part => {
  const gap = /^<(\d)>$/u.exec(part)?.[1];
  if (gap !== undefined) return { source: `(?: [^ ]+){0,${gap}} `, isGap: true };
  const words = part.split('|').map(wordOf);
  return { source: words.length === 1 ? (words[0] ?? '') : `(?:${words.join('|')})`, isGap: false };
};

/**
 * Any letters and digits: there is nothing else in a reading. Said so, because `[\p{L}\p{N}]` a thousand
 * times over takes a fifth of a second to read, at each start.
 */
const ending = '[^ @$!|·]*';

const wordOf = (word: string): string => {
  if (word === '#17') return '(?:[1-9]|1[0-7])';
  const [stem = '', ...rest] = word.split('*');
  const number = stem.startsWith('#17') ? `(?:[1-9]|1[0-7])${stem.slice(3)}` : stem;
  return rest.length === 0 ? number : `${number}${ending}`;
};
