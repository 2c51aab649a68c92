/** What an assistant answers is no longer than this, in characters. */
export const descriptionLength = 1000;

/** A prompt that is shorter says nothing of a picture, so it was no answer. */
export const leastPromptLength = 12;
