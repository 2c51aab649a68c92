/** Five by seven pixels a letter: seven rows, two hexadecimal digits each. */
// prettier-ignore
const glyphs: Readonly<Record<string, string>> = {
  A: '0e11111f111111', B: '1e11111e11111e', C: '0e11101010110e', D: '1e11111111111e',
  E: '1f10101e10101f', F: '1f10101e101010', G: '0e11101711110f', H: '1111111f111111',
  I: '0e04040404040e', J: '0702020202120c', K: '11121418141211', L: '1010101010101f',
  M: '111b1515111111', N: '11111915131111', O: '0e11111111110e', P: '1e11111e101010',
  Q: '0e11111115120d', R: '1e11111e141211', S: '0f10100e01011e', T: '1f040404040404',
  U: '1111111111110e', V: '11111111110a04', W: '1111111515150a', X: '11110a040a1111',
  Y: '1111110a040404', Z: '1f01020408101f', 0: '0e11131519110e', 1: '040c040404040e',
  2: '0e11010204081f', 3: '1f02040201110e', 4: '02060a121f0202', 5: '1f101e0101110e',
  6: '0608101e11110e', 7: '1f010204080808', 8: '0e11110e11110e', 9: '0e11110f01020c',
  '.': '00000000000c0c', '-': '0000001f000000', '/': '00010204081000', ':': '000c0c000c0c00',
  ' ': '00000000000000',
};

export type Rgb = readonly [number, number, number];

export interface PixelText {
  readonly text: string;
  /** Side of one font pixel in picture pixels. */
  readonly scale: number;
  readonly ink: Rgb;
  readonly paper: Rgb;
}

const isInk = (text: string, column: number, row: number): boolean => {
  const glyph = glyphs[text[Math.floor(column / 6)] ?? ' '] ?? glyphs[' '] ?? '';
  const bits = Number.parseInt(glyph.slice(row * 2, row * 2 + 2), 16);
  return column % 6 < 5 && ((bits >> (4 - (column % 6))) & 1) === 1;
};

/** Pixels as sharp takes them, and where they go. */
export interface RawPixels {
  readonly data: Buffer;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 3 | 4 };
}

const padding = 3;

/** The width in picture pixels of a line at scale 1. */
export const pixelTextWidth = (text: string): number => text.length * 6 - 1 + padding * 2;
/** The letters that fit into a width at scale 1. */
export const pixelTextLength = (width: number): number =>
  Math.max(1, Math.floor((width + 1 - padding * 2) / 6));
export const pixelTextHeight = 7 + padding * 2;

/**
 * One line on a filled strip, drawn without any font: a container has none, and the word SANDBOX
 * must be on the picture there too. Letters become capitals, other signs blanks.
 */
export const pixelText = ({ text, scale, ink, paper }: PixelText): RawPixels => {
  const upper = text.toUpperCase();
  const width = pixelTextWidth(upper) * scale;
  const height = pixelTextHeight * scale;
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor(x / scale) - padding;
      const row = Math.floor(y / scale) - padding;
      const inside = column >= 0 && row >= 0 && row < 7;
      data.set(inside && isInk(upper, column, row) ? ink : paper, (y * width + x) * 3);
    }
  return { data, raw: { width, height, channels: 3 } };
};
