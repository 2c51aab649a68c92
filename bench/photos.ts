import sharp from 'sharp';
import { sharpPhotoReader } from '@aisha/adapters/sharp';
import { defaultPolicy, streamOf } from '@aisha/core';
import { median, table } from './table.ts';

const size = { width: 4000, height: 3000 };
const rounds = 10;

const photoOf12Megapixels = (): Promise<Buffer> =>
  sharp({
    create: {
      ...size,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .jpeg({ quality: 90 })
    .toBuffer();

/** How long a photo keeps a job: decoding, turning upright, stripping, hashing. */
export const benchPhotos = async (): Promise<string> => {
  const photo = await photoOf12Megapixels();
  const reader = sharpPhotoReader();
  const read = async (): Promise<number> => {
    const startedAt = performance.now();
    const result = await reader.read(streamOf(photo), defaultPolicy.photos);
    if (!result.ok) throw new Error(`the photo was refused: ${result.refusal.code}`);
    return performance.now() - startedAt;
  };
  await read();
  const alone: number[] = [];
  for (let at = 0; at < rounds; at += 1) alone.push(await read());
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: rounds }, read));
  const together = (performance.now() - startedAt) / rounds;
  return table(
    'Reading a photo of 12 megapixels',
    ['what', 'ms a photo'],
    [
      [`one after the other (median of ${rounds})`, Math.round(median(alone))],
      [`${rounds} at once`, Math.round(together)],
    ],
  );
};
