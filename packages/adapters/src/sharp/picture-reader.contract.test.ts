import { describe, it } from 'vitest';
import { pictureReaderContract } from '@aisha/core/testing';
import { sharpPictureReader } from './picture-reader.ts';
import { syntheticScene } from './testing/synthetic-scene.ts';

const makeSamples = async () => {
  const scene = syntheticScene({ seed: 1, width: 896, height: 1152 });
  const [jpeg, png, webp] = await Promise.all([
    scene.clone().jpeg().toBuffer(),
    scene.clone().png().toBuffer(),
    scene.clone().webp().toBuffer(),
  ]);
  return {
    jpeg,
    png,
    webp,
    small: await syntheticScene({ seed: 2, width: 200, height: 100 }).png().toBuffer(),
    truncated: [jpeg, png, webp].map((whole) => whole.subarray(0, whole.length / 2)),
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
