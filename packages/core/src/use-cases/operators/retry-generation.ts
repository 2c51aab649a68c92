import type { GenerationId } from '../../shared/ids.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import { isGenerationFinal } from '../../domain/generation/generation-machine.ts';
import type { RetryGenerationRefusal } from '../../domain/operator/support-refusals.ts';
import type { RequestGenerationRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { checkPrompt } from '../../steps/check-prompt.ts';
import type { GenerationInput } from '../../steps/draw-order.ts';
import { noteChange } from '../../steps/note-change.ts';
import { orderPictures, type RequestedGeneration } from '../../steps/order-pictures.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'generator' | 'styleCatalog' | 'clock' | 'ids' | 'policy'>;

type Answer = Result<RequestedGeneration, RetryGenerationRefusal | RequestGenerationRefusal>;

/** Orders the pictures of an order that brought none anew: judged, and paid for by its owner, as ever. */
export const retryGeneration =
  (ports: Needs) =>
  async ({
    generationId,
    agreedPrice,
    by,
  }: {
    readonly generationId: GenerationId;
    /** The price that was told, in credits: where it is more by now nothing is ordered. */
    readonly agreedPrice?: number | undefined;
    readonly by: By;
  }): Promise<Answer> => {
    const { unitOfWork, ids, styleCatalog } = ports;
    const failed = await unitOfWork.read(({ generations }) => generations.find(generationId));
    if (!failed) return refuse({ code: 'generation.not-found' });
    const { status, purpose, userId, prompt: text } = failed;
    if (purpose === 'preview') return refuse({ code: 'generation.unasked' });
    if (!isGenerationFinal(status) || status === 'succeeded') {
      return refuse({ code: 'generation.not-failed', status });
    }
    const id = ids.next<GenerationId>();
    const prompt = await checkPrompt(ports, { userId, text, subject: { type: 'generation', id } });
    if (!prompt.ok) return prompt;
    const style = failed.styleId && (await styleCatalog.find(failed.styleId));
    const wanted = { ...sameAs(failed), id, style: style || undefined, agreedPrice };
    return unitOfWork.run(async (tx) => {
      const ordered = await orderPictures(tx, ports, wanted);
      if (!ordered.ok) return ordered;
      const details = { next: id, price: ordered.value.generation.price };
      const subject = `generation ${generationId}`;
      await noteChange(tx, ports, { by, action: 'generations.retry', subject, details });
      return ordered;
    });
  };

const sameAs = ({
  userId,
  avatarId,
  prompt,
  styleId,
  likeImageId,
  request,
}: Generation): Omit<GenerationInput, 'id'> => ({
  userId,
  avatarId,
  prompt,
  ...(request.words !== undefined && { words: request.words }),
  aspectRatio: request.aspectRatio,
  count: request.count,
  seed: request.seed,
  ...(styleId !== undefined && { styleId }),
  ...(likeImageId !== undefined && { likeImageId }),
  task: request.task,
});
