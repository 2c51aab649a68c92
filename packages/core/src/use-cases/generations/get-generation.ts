import type { GenerationId, UserId } from '../../shared/ids.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { Ports } from '../../ports/ports.ts';

/** One order of a person's own. */
export const getGeneration =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (generationId: GenerationId, userId: UserId): Promise<Generation | undefined> =>
    unitOfWork.read(({ generations }) => generations.findOwned(generationId, userId));
