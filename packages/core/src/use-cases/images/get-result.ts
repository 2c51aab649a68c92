import type { GenerationId, UserId } from '../../shared/ids.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { Image } from '../../domain/image/image.ts';
import type { Ports } from '../../ports/ports.ts';

export type GenerationResult = {
  readonly generation: Generation;
  /** In the order they were delivered, without those deleted since. */
  readonly images: readonly Image[];
};

/** An order of a person's own, with what is left of its pictures. */
export const getResult =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (generationId: GenerationId, userId: UserId): Promise<GenerationResult | undefined> =>
    unitOfWork.read(async ({ images, generations }) => {
      const generation = await generations.findOwned(generationId, userId);
      return (
        generation && {
          generation,
          images: await images.listOfGeneration(generationId, userId),
        }
      );
    });
