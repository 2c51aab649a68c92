import { PortError } from '../../shared/port-error.ts';
import type { PictureSheets } from '../../ports/picture-sheets.ts';
import { plainPicture, readPlainPicture } from '../plain-picture.ts';

const side = 320;

/** Draws sheets of plain pictures; what they look like says what is on them. */
export const fakePictureSheets = (): PictureSheets => ({
  draw: async ({ cells, columns }) => {
    const looks = cells.map((cell) => {
      if (!cell) return '-';
      const picture = cell.content ? readPlainPicture(cell.content) : { looks: '-' };
      if (typeof picture === 'string') {
        throw new PortError('storage.corrupt', 'draw a sheet', { retryable: true });
      }
      const marks = [
        cell.number === undefined ? '' : `${cell.number}:`,
        cell.isDimmed ? '~' : '',
        cell.isFavourite ? '♥' : '',
      ];
      return marks.join('') + picture.looks;
    });
    const wide = Math.min(columns, cells.length);
    return plainPicture({
      width: wide * side,
      height: Math.ceil(cells.length / columns) * side,
      looks: looks.join(' | '),
    });
  },
});
