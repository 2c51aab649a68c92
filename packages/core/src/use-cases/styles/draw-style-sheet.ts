import { gather } from '../../shared/bytes.ts';
import { isPortError } from '../../shared/port-error.ts';
import { together } from '../../shared/together.ts';
import type { StyleListing } from '../../domain/style/style.ts';
import type { SheetCell } from '../../ports/picture-sheets.ts';
import type { Ports } from '../../ports/ports.ts';

const mostColumns = 3;

/** The samples of a page of styles as one picture, numbered as the page is. One without a sample has its number alone. */
export const drawStyleSheet =
  (ports: Pick<Ports, 'blobs' | 'pictureSheets'>) =>
  async (
    listings: readonly Pick<StyleListing, 'preview' | 'isFavourite'>[],
    firstNumber = 1,
  ): Promise<Uint8Array> => {
    const cells = await together(
      listings.map((listing, at) => cellOf(ports, listing, firstNumber + at)),
    );
    return ports.pictureSheets.draw({ cells, columns: Math.min(mostColumns, cells.length) });
  };

const cellOf = async (
  { blobs }: Pick<Ports, 'blobs'>,
  { preview, isFavourite }: Pick<StyleListing, 'preview' | 'isFavourite'>,
  number: number,
): Promise<SheetCell> => {
  if (!preview) return { number, isFavourite };
  try {
    return { content: await gather(await blobs.open(preview)), number, isFavourite };
  } catch (error) {
    if (isPortError(error, 'storage.not-found')) return { number, isFavourite };
    throw error;
  }
};
