/** How Russian is written with Latin letters, the longer spellings first. */
const spellings: readonly (readonly [string, string])[] = [
  ['shch', 'щ'], ['zh', 'ж'], ['kh', 'х'], ['ts', 'ц'], ['tz', 'ц'], ['ch', 'ч'], ['sh', 'ш'],
  ['iya', 'ия'], ['yu', 'ю'], ['ju', 'ю'], ['ya', 'я'], ['ja', 'я'], ['yo', 'е'], ['jo', 'е'], ['ye', 'е'],
  ['je', 'е'], ['ck', 'к'],
]; // prettier-ignore

const letters: Readonly<Record<string, string>> = {
  a: 'а', b: 'б', c: 'ц', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'й', k: 'к', l: 'л', m: 'м',
  n: 'н', o: 'о', p: 'п', q: 'к', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', w: 'в', x: 'х', z: 'з',
}; // prettier-ignore

const vowels = /[аеиоуыюя]$/u;
const latin = /^[a-z]+$/u;

/**
 * A word of Latin letters as it would be read in Russian, without soft and hard signs, which such
 * spelling leaves out. Another word is itself.
 */
export const asRussian = (word: string): string => {
  if (!latin.test(word)) return word;
  let read = '';
  let at = 0;
  while (at < word.length) {
    const [from, to] = spellingAt(word, at) ?? [word.charAt(at), soundOf(word, at, read)];
    read += to;
    at += from.length;
  }
  return read;
};

/** As in `obnajonnaya`: one letter stands for what takes two otherwise. */
export const asFrenchRussian = (word: string): string =>
  latin.test(word) && word.includes('j') ? asRussian(word.replaceAll(/jo?/gu, jAsZh)) : word;

const jAsZh = (found: string): string => (found === 'jo' ? 'zhe' : 'zh');

const spellingAt = (word: string, at: number): readonly [string, string] | undefined =>
  spellings.find(([from]) => word.startsWith(from, at));

/** A y is a vowel behind a consonant and a half-vowel behind a vowel; an i at the end of `-yi` is one, too. */
const soundOf = (word: string, at: number, read: string): string => {
  const letter = word.charAt(at);
  if (letter === 'y') return vowels.test(read) ? 'й' : 'ы';
  if (letter === 'i' && at === word.length - 1 && /[иы]$/u.test(read)) return 'й';
  return letters[letter] ?? letter;
};
