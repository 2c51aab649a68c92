/** What an assistant answers is no longer than this, in characters. */
export const descriptionLength = 1000;

/** A prompt that is shorter says nothing of a picture, so it was no answer. */
const leastPromptLength = 12;

const lengthOf = (text: string): number => [...text].length;

/** Whether this can be what a prompt was asked for. */
export const isPrompt = (answer: string): boolean => lengthOf(answer) >= leastPromptLength;

/** Whether this can be all that was said in another language; a short word is a short one there, too. */
export const isTranslation = (answer: string, of: string): boolean =>
  isPrompt(answer) || lengthOf(answer) * 2 >= lengthOf(of);
