import { isPortError } from '../shared/port-error.ts';
import type { Generation } from '../domain/generation/generation.ts';
import { needsTranslation, reworded } from '../domain/generation/wording.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'promptWriter' | 'logger'>;

/**
 * An order's words in English, where they were not. Without an assistant, or while it is down, they
 * go as they are, and the person is told with the pictures.
 */
export const translateOrder = async (ports: Needs, generation: Generation): Promise<Generation> => {
  const { request } = generation;
  const from = request.words ?? generation.prompt;
  const isDone = request.isUntranslated !== undefined || !request.fullPrompt.endsWith(from);
  if (isDone || !needsTranslation(from)) return generation;
  const to = await english(ports, generation, from);
  const isUntranslated = to === undefined;
  const next = {
    ...generation,
    request: { ...(isUntranslated ? request : reworded(request, { from, to })), isUntranslated },
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
