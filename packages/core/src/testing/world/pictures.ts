import type { Image } from '../../domain/image/image.ts';
import type { RequestGenerationInput } from '../../use-cases/generations/request-generation.ts';
import type { World } from './a-world.ts';

/** Orders pictures and has them delivered; newest first. */
export const picturesIn = async (
  world: World,
  own: Partial<RequestGenerationInput> = {},
): Promise<readonly [Image, ...Image[]]> => {
  const { ports, inTheMaking } = world;
  const { id } = await inTheMaking(own);
  ports.generator.succeed(ports.generator.latest().requestId);
  await ports.jobs.drainFor(60_000);
  const [newest, ...others] = [...ports.unitOfWork.committed().images.values()]
    .filter(({ generationId }) => generationId === id)
    .toSorted((one, other) => other.index - one.index);
  if (!newest) throw new Error('no picture was delivered');
  return [newest, ...others];
};
