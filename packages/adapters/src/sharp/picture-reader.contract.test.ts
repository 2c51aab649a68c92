import { describe, it } from 'vitest';
import { pictureReaderContract } from '@aisha/core/testing';
import { sharpPictureReader } from './picture-reader.ts';
import { syntheticScene } from './testing/synthetic-scene.ts';

const makeSamples = async () => {
  const scene = syntheticScene({ seed: 1, width: 896, height: 1152 });
  const png = await scene.clone().png().toBuffer();
  return {
    jpeg: await scene.clone().jpeg().toBuffer(),
    png,
    webp: await scene.clone().webp().toBuffer(),
    small: await syntheticScene({ seed: 2, width: 200, height: 100 }).png().toBuffer(),
    truncated: png.subarray(0, png.length / 2),
  };
};

const samples = makeSamples();

describe('the picture reader of sharp', () => {
  pictureReaderContract({
    it,
    create: async () => ({
      reader: sharpPictureReader(),
      samples: await samples,
      cleanup: async () => undefined,
    }),
  });
});
