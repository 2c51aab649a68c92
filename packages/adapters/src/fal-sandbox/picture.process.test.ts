import sharp from 'sharp';
import { expect, it } from 'vitest';
import { pictureOrder } from './fixtures.ts';
import { composePicture } from './picture.ts';

it('a picture is made in a process that has shut libvips’ other loaders', async () => {
  const wanted = await pictureOrder();
  const before = await composePicture(wanted);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadWebpBuffer',
    ],
  });
  expect(await composePicture(wanted)).toEqual(before);
});
