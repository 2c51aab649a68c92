/** What the language of some words is, as far as they tell it themselves. */
export type GuessedLanguage = 'english' | 'foreign' | 'unclear';

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words that a description in English is made of and that no other language has much use for. */
const english = wordsOf(
  'the with and of at by from into through behind between against near without under like my her his their wearing looking standing sitting walking holding riding reading drinking running dancing smiling leaning playing light lighting lit street forest night day morning evening afternoon sunset sunrise dawn rain rainy snow snowy snowfall beach sea sky mountain mountains garden dress coat shirt jacket hat leather wool silk blue green white black grey gray yellow dark bright cold close shot background woman girl boy people hair eyes face hands old young new summer autumn spring field flowers water river lake road window wall room house kitchen castle knight sword king queen space moon sun stars depth lens grain shallow skin shadow shadows painting drawing wooden stone glass gold silver fire smoke mist fog hour wedding business headshot cozy cosy rooftop church bridge car horse dog cat book chair table door',
);

/** Small words of German, French, Spanish, Italian, Portuguese, Dutch, Polish, the Nordic languages, Turkish and Indonesian. */
const foreign = wordsOf(
  'der das im ein eine einem einen einer eines und mit im auf unter zum zur ich mein meine von le la les un une des du avec dans sur sous et est en au aux je moi mon el los una con del por para sobre yo il lo gli nel nella sul sulla della di che al uno um uma com na em een het met op voor aan w z ze jest og och på med ett ve bir ile dengan yang sebuah de',
);

/** Latin letters aside, one is enough: generators read English and nothing else. */
const foreignLetter = /(?!\p{Script=Latin})\p{L}/u;

export const hasForeignLetters = (text: string): boolean => foreignLetter.test(text);

/**
 * Tells English where a good part of the words is plainly English, so that nobody need be asked about
 * it; the price of a doubt is one question to the translator.
 */
export const guessLanguage = (text: string): GuessedLanguage => {
  if (hasForeignLetters(text)) return 'foreign';
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const ours = words.filter((word) => english.has(word)).length;
  const theirs = words.filter((word) => foreign.has(word)).length;
  if (theirs > 0) return ours === 0 ? 'foreign' : 'unclear';
  return ours > 0 && ours * 4 >= words.length ? 'english' : 'unclear';
};
