import { streamOf } from '../../shared/bytes.ts';
import type { GenerationId } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import { together } from '../../shared/together.ts';
import type { Image } from '../../domain/image/image.ts';
import type { Ports } from '../../ports/ports.ts';
import { storedImages } from '../../steps/keep-image.ts';
import { contentOf } from '../../steps/open-thumbnail.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'blobs' | 'pictureReader' | 'policy' | 'logger'>;

/**
 * Makes the small pictures of an order that was delivered, those that are not there yet. Nobody has to
 * wait for it: who looks before then is shown one all the same.
 */
export const makeThumbnails =
  (ports: Needs) =>
  async ({ generationId }: { generationId: GenerationId }): Promise<void> => {
    const { blobs } = ports;
    const [images, stored] = await together([
      imagesOf(ports, generationId),
      storedImages(ports, generationId),
    ]);
    const missing = images.filter(({ thumbnailKey }) => !stored.has(thumbnailKey));
    if (missing.length === 0) return;
    await together(missing.map((image) => make(ports, image)));
    const left = new Set((await imagesOf(ports, generationId)).map(({ id }) => id));
    // Who deleted a picture meanwhile did not find the small one.
    const gone = missing.filter(({ id }) => !left.has(id));
    await together(gone.map(({ thumbnailKey }) => blobs.delete(thumbnailKey)));
  };

const imagesOf = (
  { unitOfWork }: Pick<Needs, 'unitOfWork'>,
  id: GenerationId,
): Promise<readonly Image[]> =>
  unitOfWork.read(async ({ generations, images }) => {
    const generation = await generations.find(id);
    return generation ? images.listOfGeneration(id, generation.userId) : [];
  });

const make = async (
  { blobs, pictureReader, policy, logger }: Needs,
  image: Image,
): Promise<void> => {
  try {
    const { thumbnail } = await pictureReader.read(await contentOf({ blobs }, image));
    const options = { contentType: 'image/jpeg', maxBytes: policy.maxImageBytes };
    await blobs.put(image.thumbnailKey, streamOf(thumbnail), options);
  } catch (error) {
    // Deleted meanwhile, or it came whole and cannot be drawn all the same: nothing mends that.
    if (!isPortError(error, 'storage.not-found') && !isPortError(error, 'storage.corrupt'))
      throw error;
    logger.error({ imageId: image.id, code: error.code }, 'a picture has no small one');
  }
};
