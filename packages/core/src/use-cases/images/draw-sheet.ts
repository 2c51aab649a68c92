import { isPortError } from '../../shared/port-error.ts';
import { together } from '../../shared/together.ts';
import type { Image } from '../../domain/image/image.ts';
import type { SheetCell } from '../../ports/picture-sheets.ts';
import type { Ports } from '../../ports/ports.ts';
import { openThumbnail } from '../../steps/open-thumbnail.ts';

const columns = 3;

/** Several pictures as one, numbered from 1. A picture whose bytes are gone leaves its place empty. */
export const drawSheet =
  (ports: Pick<Ports, 'blobs' | 'pictureReader' | 'pictureSheets'>) =>
  async (images: readonly Image[]): Promise<Uint8Array> => {
    const cells = await together(images.map((image, at) => cellOf(ports, image, at + 1)));
    return ports.pictureSheets.draw({ cells, columns });
  };

const cellOf = async (
  ports: Pick<Ports, 'blobs' | 'pictureReader'>,
  image: Image,
  number: number,
): Promise<SheetCell | undefined> => {
  try {
    return { content: await openThumbnail(ports, image), number, isFavourite: image.isFavourite };
  } catch (error) {
    if (isPortError(error, 'storage.not-found')) return undefined;
    throw error;
  }
};
