import { PortError } from '../shared/port-error.ts';
import type { Generation } from '../domain/generation/generation.ts';
import type { Image } from '../domain/image/image.ts';
import type { Training } from '../domain/training/training.ts';
import type { GeneratorMaterials, GeneratorWeights } from '../ports/image-generator.ts';
import type { Ports } from '../ports/ports.ts';
import type { Reads } from '../ports/unit-of-work.ts';

type Needs = Pick<Ports, 'generator' | 'blobs'>;

export type FoundMaterials = {
  readonly training: Training | undefined;
  readonly image: Image | undefined;
};

/** What an order is made with, of the person's own. */
export const findMaterials = async (
  { trainings, images }: Pick<Reads, 'trainings' | 'images'>,
  { userId, trainingId, likeImageId, request: { task } }: Generation,
): Promise<FoundMaterials> => ({
  training: trainingId && (await trainings.findOwned(trainingId, userId)),
  image: task && likeImageId && (await images.find(likeImageId, userId)),
});

/** Has the provider given what it needs. What is gone by now ends the order, which costs nothing then. */
export const handOverMaterials = async (
  ports: Needs,
  { trainingId, request: { task } }: Generation,
  { training, image }: FoundMaterials,
): Promise<GeneratorMaterials> => {
  const { generator, blobs } = ports;
  if (task && !image) throw gone('the picture to begin with was deleted');
  // One that is enlarged is given to a generator that knows nobody.
  const weights = trainingId && task !== 'enlarge' ? await weightsOf(ports, training) : undefined;
  const imageUrl = image && (await generator.prepareImage(image, () => blobs.open(image.blobKey)));
  return { weights, imageUrl };
};

const weightsOf = async (
  { generator, blobs }: Needs,
  training: Training | undefined,
): Promise<GeneratorWeights> => {
  const result = training?.result;
  if (!result) throw gone('the version has no weights');
  return generator.prepareWeights(result, () => {
    if (result.type !== 'lora') throw new Error('a finetune has no weights of ours');
    return blobs.open(result.blobKey);
  });
};

const gone = (what: string): PortError =>
  new PortError('provider.rejected', what, { retryable: false });
