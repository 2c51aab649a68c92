import { isPortError } from '../shared/port-error.ts';
import type { Generation } from '../domain/generation/generation.ts';
import { guessLanguage } from '../domain/generation/language.ts';
import { reworded } from '../domain/generation/wording.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'promptWriter' | 'logger'>;

/**
 * An order's words in English, where they were not; where they may be, the assistant tells. Without
 * one, or while it is down, they go as they are, and whoever wrote another language is told with the
 * pictures.
 */
export const translateOrder = async (ports: Needs, generation: Generation): Promise<Generation> => {
  const { request } = generation;
  const from = request.words ?? generation.prompt;
  const language = guessLanguage(from);
  const isDone = request.isUntranslated !== undefined || !request.fullPrompt.endsWith(from);
  if (isDone || language === 'english') return generation;
  const isAskable = ports.promptWriter.isConfigured() && request.words === undefined;
  if (language === 'unclear' && !isAskable) return generation;
  const to = await english(ports, generation, from);
  const isUntranslated = to === undefined && language === 'foreign';
  const isReworded = to !== undefined && to !== from;
  const next = {
    ...generation,
    request: { ...(isReworded ? reworded(request, { from, to }) : request), isUntranslated },
  };
  // An order that ended meanwhile is not submitted, whatever its words.
  await ports.unitOfWork.run(({ generations }) => generations.save(next, ['reserved']));
  return next;
};

const english = async (
  { promptWriter, logger }: Needs,
  { id }: Generation,
  prompt: string,
): Promise<string | undefined> => {
  try {
    const improved = await promptWriter.improve({ prompt, enhancement: 'off' });
    return improved.ok ? improved.value : undefined;
  } catch (error) {
    if (!isPortError(error)) throw error;
    logger.warn({ generationId: id, code: error.code }, 'a prompt goes untranslated');
    return undefined;
  }
};
