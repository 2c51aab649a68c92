import { together } from '../../shared/together.ts';
import type { Image } from '../../domain/image/image.ts';
import type { Ports } from '../../ports/ports.ts';
import { openThumbnail } from '../../steps/open-thumbnail.ts';
import type { SheetCell } from '../../ports/picture-sheets.ts';

type Sides = { readonly left: readonly Image[]; readonly right: readonly Image[] };

/** Draws two versions' pictures as one: the left column is of the one, the right column of the other. */
export const drawComparison =
  (ports: Pick<Ports, 'blobs' | 'pictureReader' | 'pictureSheets'>) =>
  async ({ left, right }: Sides): Promise<Uint8Array> => {
    const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => at);
    const cells = await together(
      rows.flatMap((at) => [cellOf(ports, left[at]), cellOf(ports, right[at])]),
    );
    return ports.pictureSheets.draw({ cells, columns: 2 });
  };

const cellOf = async (
  ports: Pick<Ports, 'blobs' | 'pictureReader'>,
  image: Image | undefined,
): Promise<SheetCell | undefined> => image && { content: await openThumbnail(ports, image) };
