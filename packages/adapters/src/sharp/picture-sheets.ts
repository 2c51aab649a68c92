import { PortError, type PictureSheets, type SheetCell } from '@aisha/core';
import type { OverlayOptions } from 'sharp';
import { marksOf } from './cell-marks.ts';
import { decodeInto, maxPixels, measure } from './decode.ts';
import { loadSharp } from './load-sharp.ts';

const side = 320;
const background = '#16181d';
const quality = 85;
const most = { cells: 30, columns: 6 };

/** Sheets of pictures, put together in memory. */
export const sharpPictureSheets = (): PictureSheets => ({
  draw: async ({ cells, columns }) => {
    if (cells.length === 0 || cells.length > most.cells || !isColumns(columns)) {
      throw new RangeError('a sheet has 1 to 30 cells in 1 to 6 columns');
    }
    const sharp = await loadSharp();
    const layers = await Promise.all(
      cells.map((cell, at) => layerOf(cell, at % columns, Math.floor(at / columns))),
    );
    const width = Math.min(columns, cells.length) * side;
    const height = Math.ceil(cells.length / columns) * side;
    return sharp({ create: { width, height, channels: 3, background } })
      .composite(layers.flatMap((layer) => layer ?? []))
      .jpeg({ quality })
      .toBuffer();
  },
});

const isColumns = (columns: number): boolean =>
  Number.isInteger(columns) && columns >= 1 && columns <= most.columns;

const layerOf = async (
  cell: SheetCell | undefined,
  column: number,
  row: number,
): Promise<OverlayOptions | undefined> =>
  cell && {
    input: await drawn(cell).catch((cause: unknown) => {
      throw new PortError('storage.corrupt', 'draw a sheet', { retryable: true, cause });
    }),
    raw: { width: side, height: side, channels: 3 },
    left: column * side,
    top: row * side,
  };

/** The pixels of one cell, with its marks. */
const drawn = async (cell: SheetCell): Promise<Buffer> => {
  const sharp = await loadSharp();
  const plain = cell.content ? await square(cell.content, cell) : await blank();
  return sharp(plain, { raw: { width: side, height: side, channels: 3 } })
    .composite(marksOf(cell, side))
    .removeAlpha()
    .raw()
    .toBuffer();
};

const blank = async (): Promise<Buffer> => {
  const sharp = await loadSharp();
  return sharp({ create: { width: side, height: side, channels: 3, background } })
    .raw()
    .toBuffer();
};

const square = async (
  content: Uint8Array,
  { isDimmed }: Pick<SheetCell, 'isDimmed'>,
): Promise<Buffer> => {
  const from = await measure(content);
  if (from.width * from.height > maxPixels) throw new RangeError('too many pixels');
  const scale = side / Math.min(from.width, from.height);
  const size = { width: Math.round(from.width * scale), height: Math.round(from.height * scale) };
  return decodeInto(content, { from, size, maxPixels }, async (picture) => {
    const pixels = await picture.raw().toBuffer();
    const sharp = await loadSharp();
    // Faces are in the upper part of a tall picture.
    const cut = sharp(pixels, { raw: { ...size, channels: 3 } }).extract({
      left: Math.floor((size.width - side) / 2),
      top: 0,
      width: side,
      height: side,
    });
    const toned = isDimmed ? cut.modulate({ saturation: 0, brightness: 0.45 }) : cut;
    return toned.raw().toBuffer();
  });
};
