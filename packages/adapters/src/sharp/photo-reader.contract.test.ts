import sharp from 'sharp';
import { describe, it } from 'vitest';
import { photoReaderContract } from '@aisha/core/testing';
import { sharpPhotoReader } from './photo-reader.ts';
import { syntheticScene } from './testing/synthetic-scene.ts';

const scene = (seed: number) => syntheticScene({ seed, width: 900, height: 600 });

const makeSamples = async () => {
  const marker = Buffer.from('Marker of the sender');
  const jpeg = await scene(1).jpeg({ quality: 95 }).toBuffer();
  return {
    jpeg,
    png: await scene(2).png().toBuffer(),
    webp: await scene(3).webp().toBuffer(),
    again: await sharp(jpeg).jpeg({ quality: 60 }).toBuffer(),
    other: await scene(4).jpeg().toBuffer(),
    turned: await scene(5).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
    tagged: {
      content: await scene(6)
        .jpeg()
        .withExif({ IFD0: { Copyright: marker.toString() } })
        .toBuffer(),
      marker,
    },
    small: await syntheticScene({ seed: 7, width: 900, height: 100 }).jpeg().toBuffer(),
    truncated: jpeg.subarray(0, jpeg.length / 2),
    blurred: await sharp(jpeg).blur(20).jpeg().toBuffer(),
    dark: await sharp(jpeg).linear(0.1, 0).jpeg().toBuffer(),
    bright: await sharp(jpeg).linear(8, 150).jpeg().toBuffer(),
    foreign: await scene(8).gif().toBuffer(),
  };
};

const samples = makeSamples();

describe('the photo reader of sharp', () => {
  photoReaderContract({
    it,
    create: async () => ({
      reader: sharpPhotoReader(),
      samples: await samples,
      cleanup: async () => undefined,
    }),
  });
});
