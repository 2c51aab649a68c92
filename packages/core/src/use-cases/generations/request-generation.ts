import { ok } from '../../shared/result.ts';
import type { Ports } from '../../ports/ports.ts';
import { checkPrompt } from '../../steps/check-prompt.ts';
import type { GenerationInput } from '../../steps/draw-order.ts';
import { orderPictures, type OrderedPictures } from '../../steps/order-pictures.ts';

export type { RequestedGeneration } from '../../steps/order-pictures.ts';

export type RequestGenerationInput = GenerationInput;

type Needs = Pick<Ports, 'unitOfWork' | 'generator' | 'styleCatalog' | 'clock' | 'ids' | 'policy'>;

/** Holds the price, records the order and queues it, all or nothing. A refused prompt costs nothing, a second tap neither. */
export const requestGeneration =
  (ports: Needs) =>
  async (input: RequestGenerationInput): Promise<OrderedPictures> => {
    const { userId, id } = input;
    const subject = { type: 'generation', id } as const;
    const prompt = await checkPrompt(ports, { userId, text: input.prompt, subject });
    if (!prompt.ok) return prompt;
    // Whoever wrote them: an assistant's words are judged as anybody's.
    const words =
      input.words === undefined
        ? undefined
        : await checkPrompt(ports, { userId, text: input.words, subject });
    if (words && !words.ok) return words;
    const style = input.styleId && (await ports.styleCatalog.find(input.styleId));
    return ports.unitOfWork.run(async (tx) => {
      const wanted = {
        ...input,
        prompt: prompt.value,
        ...(words && { words: words.value }),
        style: style || undefined,
      };
      const answer = await orderPictures(tx, ports, wanted);
      if (answer.ok) return answer;
      // Looked for only now, since almost every tap is the first one.
      const first = await tx.generations.findOwned(input.id, input.userId);
      return first ? ok({ generation: first, isNew: false }) : answer;
    });
  };
