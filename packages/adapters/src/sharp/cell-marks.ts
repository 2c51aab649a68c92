import type { OverlayOptions } from 'sharp';
import type { SheetCell } from '@aisha/core';

/**
 * Digits and a heart in squares. Drawn from here: a server need not have a font, and what reads SVG
 * stays shut.
 */
const glyphs: Readonly<Record<string, readonly string[]>> = {
  '0': [' ### ', '#   #', '#  ##', '# # #', '##  #', '#   #', ' ### '],
  '1': ['  #  ', ' ##  ', '  #  ', '  #  ', '  #  ', '  #  ', ' ### '],
  '2': [' ### ', '#   #', '    #', '  ## ', ' #   ', '#    ', '#####'],
  '3': [' ### ', '#   #', '    #', '  ## ', '    #', '#   #', ' ### '],
  '4': ['   # ', '  ## ', ' # # ', '#  # ', '#####', '   # ', '   # '],
  '5': ['#####', '#    ', '#### ', '    #', '    #', '#   #', ' ### '],
  '6': [' ### ', '#    ', '#    ', '#### ', '#   #', '#   #', ' ### '],
  '7': ['#####', '    #', '   # ', '  #  ', '  #  ', ' #   ', ' #   '],
  '8': [' ### ', '#   #', '#   #', ' ### ', '#   #', '#   #', ' ### '],
  '9': [' ### ', '#   #', '#   #', ' ####', '    #', '    #', ' ### '],
};
const heart = ['       ', ' ## ## ', '#######', '#######', ' ##### ', '  ###  ', '   #   '];

type Colour = readonly [red: number, green: number, blue: number, opacity: number];

const paper: Colour = [0, 0, 0, 150];
const ink: Colour = [255, 255, 255, 255];
const red: Colour = [255, 80, 100, 255];

const scale = 5;
const padding = 2;
const margin = 10;
const rows = 7;

/** What is laid over a cell that is `side` pixels wide. */
export const marksOf = (
  { number, isFavourite }: Pick<SheetCell, 'number' | 'isFavourite'>,
  side: number,
): OverlayOptions[] => {
  const marks: OverlayOptions[] = [];
  if (number !== undefined) {
    marks.push({ ...badge(wordOf(number), ink), left: margin, top: margin });
  }
  if (isFavourite) {
    const mark = badge(heart, red);
    marks.push({ ...mark, left: side - mark.raw.width - margin, top: margin });
  }
  return marks;
};

/** Digits beside each other, a column apart. */
const wordOf = (number: number): readonly string[] => {
  const digits = [...String(number)].map((digit) => glyphs[digit] ?? []);
  return Array.from({ length: rows }, (_, row) => digits.map((lines) => lines[row]).join(' '));
};

const badge = (lines: readonly string[], colour: Colour) => {
  const width = ((lines[0]?.length ?? 0) + 2 * padding) * scale;
  const height = (rows + 2 * padding) * scale;
  const input = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const line = lines[Math.floor(y / scale) - padding] ?? '';
      const isInk = line[Math.floor(x / scale) - padding] === '#';
      input.set(isInk ? colour : paper, (y * width + x) * 4);
    }
  }
  return { input, raw: { width, height, channels: 4 as const } };
};
