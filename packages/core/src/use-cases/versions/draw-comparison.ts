import { gather } from '../../shared/bytes.ts';
import { together } from '../../shared/together.ts';
import type { Image } from '../../domain/image/image.ts';
import type { Ports } from '../../ports/ports.ts';
import type { SheetCell } from '../../ports/picture-sheets.ts';

type Sides = { readonly left: readonly Image[]; readonly right: readonly Image[] };

/** Draws two versions' pictures as one: the left column is of the one, the right column of the other. */
export const drawComparison =
  ({ blobs, pictureSheets }: Pick<Ports, 'blobs' | 'pictureSheets'>) =>
  async ({ left, right }: Sides): Promise<Uint8Array> => {
    const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => at);
    const cells = await together(
      rows.flatMap((at) => [cellOf(blobs, left[at]), cellOf(blobs, right[at])]),
    );
    return pictureSheets.draw({ cells, columns: 2 });
  };

const cellOf = async (
  blobs: Ports['blobs'],
  image: Image | undefined,
): Promise<SheetCell | undefined> =>
  image && { content: await gather(await blobs.open(image.thumbnailKey)) };
