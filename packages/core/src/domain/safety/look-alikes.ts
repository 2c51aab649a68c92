/** Cyrillic letters that look like Latin ones, and what else is written in the place of a letter. */
const twins: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', с: 'c', е: 'e', н: 'h', і: 'i', ј: 'j', к: 'k', м: 'm', о: 'o', р: 'p', ѕ: 's',
  т: 't', у: 'y', х: 'x', ԁ: 'd', ԛ: 'q', ԝ: 'w', ӏ: 'l', һ: 'h', г: 'r', п: 'n', и: 'u',
}; // prettier-ignore

const greek: Readonly<Record<string, string>> = {
  α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x',
}; // prettier-ignore

const digitsAsLatin: Readonly<Record<string, string>> = {
  '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i', '|': 'i',
}; // prettier-ignore

const digitsAsCyrillic: Readonly<Record<string, string>> = {
  '0': 'о', '3': 'з', '4': 'ч', '6': 'б', '@': 'а', $: 'с', '1': 'и', '!': 'и',
}; // prettier-ignore

/** What else the same signs may stand for. */
const otherwiseLatin: Readonly<Record<string, string>> = {
  ...digitsAsLatin, '1': 'l', '!': 'l', '|': 'l', '6': 'b', '8': 'b', '9': 'g',
}; // prettier-ignore

const otherwiseCyrillic: Readonly<Record<string, string>> = {
  ...digitsAsCyrillic, '1': 'л', '3': 'е', '4': 'а', '6': 'в', '8': 'в', $: 'с',
}; // prettier-ignore

/** As they look; those that only look alike in a pinch (г and r) never make a Cyrillic letter. */
const latinTwins: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(twins)
    .filter(([cyrillic]) => 'авсенкмортух'.includes(cyrillic))
    .map(([cyrillic, latin]) => [latin, cyrillic]),
);

/** Letter for letter. Most words have none of them, which is told at a glance. */
const replacing = (table: Readonly<Record<string, string>>): ((word: string) => string) => {
  const found = new RegExp(`[${Object.keys(table).join('')}]`, 'u');
  return (word) =>
    found.test(word) ? [...word].map((letter) => table[letter] ?? letter).join('') : word;
};

const greekAsLatin = replacing(greek);
const twinsAsLatin = replacing(twins);
const twinsAsCyrillic = replacing(latinTwins);

const standIns = /[0-9@$!|]/u;
const letters = /\p{L}/u;

/** A word of letters and signs between them, such as `p0rn`; a number alone stays one. */
const isDisguised = (word: string): boolean => standIns.test(word) && letters.test(word);

const readingWith = (
  signs: Readonly<Record<string, string>>,
  readTwins: (word: string) => string,
): ((word: string) => string) => {
  const readSigns = replacing(signs);
  return (word) => readTwins(isDisguised(word) ? readSigns(word) : word);
};

const lettersAsLatin = (word: string): string => twinsAsLatin(greekAsLatin(word));

export const asLatin = readingWith(digitsAsLatin, lettersAsLatin);
export const asLatinOtherwise = readingWith(otherwiseLatin, lettersAsLatin);
export const asCyrillic = readingWith(digitsAsCyrillic, twinsAsCyrillic);
export const asCyrillicOtherwise = readingWith(otherwiseCyrillic, twinsAsCyrillic);
