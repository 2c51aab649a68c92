import type { GenerationRequest } from './generation.ts';

/** The request with other words in the place of those it was planned with. */
export const reworded = (
  request: GenerationRequest,
  { from, to }: { from: string; to: string },
): GenerationRequest => {
  if (!request.fullPrompt.endsWith(from)) return request;
  const frame = request.fullPrompt.slice(0, request.fullPrompt.length - from.length);
  return { ...request, fullPrompt: frame + to, words: to };
};
