import { isPortError } from '../../shared/port-error.ts';
import type { PictureReader } from '../../ports/picture-reader.ts';
import type { PictureSheets } from '../../ports/picture-sheets.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { utf8 } from '../streams.ts';
import { casesOf, type Suite } from './suite.ts';

export type PictureSheetsContext = {
  readonly sheets: PictureSheets;
  readonly reader: PictureReader;
  readonly samples: {
    readonly jpeg: Uint8Array;
    readonly png: Uint8Array;
    readonly webp: Uint8Array;
    /** Smaller than a cell. */
    readonly small: Uint8Array;
  };
};

export const pictureSheetsContract = (suite: Suite<PictureSheetsContext>): void => {
  const test = casesOf(suite);

  test('a sheet is a JPEG that is as large as its cells', async ({ sheets, reader, samples }) => {
    const { jpeg, png, webp, small } = samples;
    const four = [jpeg, png, webp, small].map((content) => ({ content }));
    const sizes: (readonly [cells: number, columns: number, across: number, down: number])[] = [
      [4, 2, 2, 2],
      [4, 3, 3, 2],
      [1, 3, 1, 1],
    ];
    for (const [count, columns, across, down] of sizes) {
      const sheet = await reader.read(await sheets.draw({ cells: four.slice(0, count), columns }));
      equal(sheet.contentType, 'image/jpeg');
      deepEqual([sheet.width, sheet.height], [across * 320, down * 320]);
    }
  });

  test('numbers, hearts, grey and empty places are seen', async ({ sheets, samples }) => {
    const content = samples.jpeg;
    const cells = [
      { content },
      { content, number: 7 },
      { content, number: 42 },
      { number: 42 },
      { content, isDimmed: true },
      { content, isFavourite: true },
      undefined,
    ];
    const drawn = await Promise.all(
      cells.map(async (cell) => (await sheets.draw({ cells: [cell], columns: 1 })).join()),
    );
    equal(new Set(drawn).size, cells.length);
  });

  test('what is no picture is corrupt, and may be tried again', async ({ sheets, samples }) => {
    const cells = [{ content: samples.jpeg }, { content: utf8('<html>') }];
    const error = await rejects(sheets.draw({ cells, columns: 2 }), 'storage.corrupt');
    ok(isPortError(error) && error.retryable, 'not retryable');
  });
};
