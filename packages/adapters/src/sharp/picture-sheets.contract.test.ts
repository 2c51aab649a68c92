import { describe, expect, it } from 'vitest';
import { pictureSheetsContract } from '@aisha/core/testing';
import { sharpPictureReader } from './picture-reader.ts';
import { sharpPictureSheets } from './picture-sheets.ts';
import { syntheticScene } from './testing/synthetic-scene.ts';

const makeSamples = async () => {
  const scene = syntheticScene({ seed: 1, width: 896, height: 1152 });
  return {
    jpeg: await scene.clone().jpeg().toBuffer(),
    png: await scene.clone().png().toBuffer(),
    webp: await scene.clone().webp().toBuffer(),
    small: await syntheticScene({ seed: 2, width: 200, height: 100 }).png().toBuffer(),
  };
};

const samples = makeSamples();

describe('the sheets of sharp', () => {
  pictureSheetsContract({
    it,
    create: async () => ({
      sheets: sharpPictureSheets(),
      reader: sharpPictureReader(),
      samples: await samples,
      cleanup: async () => undefined,
    }),
  });

  it('have room for 1 to 30 pictures', async () => {
    const { small } = await samples;
    const sheets = sharpPictureSheets();
    const cells = (count: number) => Array.from({ length: count }, () => ({ content: small }));
    await expect(sheets.draw({ cells: cells(30), columns: 6 })).resolves.toBeDefined();
    await expect(sheets.draw({ cells: cells(31), columns: 6 })).rejects.toThrow(RangeError);
    await expect(sheets.draw({ cells: [], columns: 3 })).rejects.toThrow(RangeError);
    await expect(sheets.draw({ cells: cells(1), columns: 7 })).rejects.toThrow(RangeError);
  });
});
