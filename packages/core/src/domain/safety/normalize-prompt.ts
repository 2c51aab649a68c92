import { asCyrillic, asCyrillicOtherwise, asLatin, asLatinOtherwise } from './look-alikes.ts';
import { withoutSofteners } from './phrase-pattern.ts';
import { asFrenchRussian, asRussian } from './transliterate.ts';

const invisible = /[\p{Cf}\p{Mn}\u00AD\u115F\u1160\u3164]/gu;
const accented = /[\u00C0-\u024F\u1E00-\u1EFF]/gu;
const gaps = /[^\p{L}\p{N}@$!|]+/u;
const signs: ReadonlySet<string> = new Set('@$!|');
const drawnOut = /(\p{L})\1{2,}/gu;
/** Single letters in a row, whatever stands between them. */
const spelledOut =
  /(?<![\p{L}\p{N}])[\p{L}0-9@$](?:[^\p{L}\p{N}@$]{1,4}[\p{L}0-9@$](?![\p{L}\p{N}@$])){2,}/gu;
const partedWithin = /(?<=\p{L})[.\-_*~'’·]+(?=\p{L})/gu;

/**
 * The ways a prompt can be read, each as its words between single spaces: as it is written, with
 * letters that only look alike read as Latin and as Cyrillic, Latin ones read in Russian, and with
 * what was pulled apart put together. Compatibility forms, accents, invisible signs and drawn-out letters are gone.
 */
export const readingsOf = (prompt: string): readonly string[] => {
  const clean = simplified(prompt);
  const joined = [clean, ...lettersJoined(clean), clean.replaceAll(partedWithin, '')];
  const readings = joined.flatMap((text) => {
    const words = wordsOf(text);
    return scripts.map((inScript) => ` ${withoutSofteners(words.map(inScript).join(' '))} `);
  });
  return [...new Set(readings)];
};

const scripts: readonly ((word: string) => string)[] = [
  (word) => word,
  asLatin,
  asLatinOtherwise,
  asCyrillic,
  asCyrillicOtherwise,
  (word) => asRussian(asLatin(word)),
  (word) => asRussian(asLatinOtherwise(word)),
  (word) => asFrenchRussian(asLatin(word)),
];

const simplified = (prompt: string): string =>
  prompt
    .normalize('NFKC')
    .replaceAll(invisible, '')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(accented, (letter) => letter.normalize('NFD').replaceAll(/\p{Mn}/gu, ''))
    .replaceAll(drawnOut, '$1');

const wordsOf = (text: string): string[] =>
  text
    .split(gaps)
    .map(withoutEdges)
    .filter((word) => word !== '');

const withoutEdges = (word: string): string => {
  let from = 0;
  let to = word.length;
  while (from < to && signs.has(word.charAt(from))) from += 1;
  while (to > from && signs.has(word.charAt(to - 1))) to -= 1;
  return word.slice(from, to);
};

/** A word of one letter may stand before what is spelled out, so it is read from the second letter, too. */
const lettersJoined = (text: string): string[] => {
  if (text.search(spelledOut) < 0) return [];
  return [0, 1, 2].map((from) =>
    text.replaceAll(spelledOut, (run) => {
      const spelled = [...run].filter((sign) => /[\p{L}\p{N}@$]/u.test(sign));
      return `${spelled.slice(0, from).join(' ')} ${spelled.slice(from).join('')}`;
    }),
  );
};
