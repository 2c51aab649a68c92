import type { GenerationId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { CancelGenerationRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { endGeneration } from '../../steps/end-generation.ts';

/** Stops an order under way and gives the whole price back. One that has ended stays as it is. */
export const cancelGeneration =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async (
    generationId: GenerationId,
    userId: UserId,
  ): Promise<Result<Generation, CancelGenerationRefusal>> =>
    unitOfWork.run(async (tx) => {
      const generation = await tx.generations.findOwned(generationId, userId);
      if (!generation) return refuse({ code: 'generation.not-found' });
      const ended = await endGeneration(tx, generation, { type: 'cancelled' }, clock.now());
      return ended ? ok(ended) : refuse({ code: 'generation.ended' });
    });
