import type { GenerationRequest } from './generation.ts';

const foreignLetter = /(?!\p{Script=Latin})\p{L}/u;

/** Generators read English; letters of another script tell that something is not. */
export const needsTranslation = (prompt: string): boolean => foreignLetter.test(prompt);

/** The request with other words in the place of those it was planned with. */
export const reworded = (
  request: GenerationRequest,
  { from, to }: { from: string; to: string },
): GenerationRequest => {
  if (!request.fullPrompt.endsWith(from)) return request;
  const frame = request.fullPrompt.slice(0, request.fullPrompt.length - from.length);
  return { ...request, fullPrompt: frame + to, words: to };
};
