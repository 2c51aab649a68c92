import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { photo } from './fixtures.ts';
import { composePicture, type PictureOrder } from './picture.ts';

const order = async (changes: Partial<PictureOrder> = {}): Promise<PictureOrder> => ({
  size: { width: 512, height: 512 },
  format: 'png',
  prompt: 'AISHA in a forest',
  seed: 7,
  endpoint: 'fal-ai/flux-lora',
  photos: await Promise.all([1, 2, 3].map((hue) => photo(hue))),
  ...changes,
});

const pixelsOf = async (picture: Buffer, area: { width: number; height: number }) =>
  (
    await sharp(picture)
      .extract({ left: 0, top: 0, ...area })
      .removeAlpha()
      .raw()
      .toBuffer()
  ).toString('latin1');

describe('a picture', () => {
  it.each([
    { width: 128, height: 128 },
    { width: 257, height: 1_024 },
    { width: 1_500, height: 300 },
    { width: 2_048, height: 896 },
  ])('has exactly the size %o', async (size) => {
    const made = await composePicture(await order({ size }));
    await expect(sharp(made).metadata()).resolves.toMatchObject(size);
  });

  it('carries the label, with photos and without', async () => {
    const amber = Buffer.from([255, 196, 0]).toString('latin1');
    for (const photos of [[], [await photo(4)]]) {
      const made = await composePicture(await order({ photos }));
      expect(await pixelsOf(made, { width: 200, height: 60 })).toContain(amber.repeat(20));
    }
  });

  it('takes hostile prompts as text', async () => {
    const hostile = [
      '</span><b>',
      '&lt;',
      '<span foreground="red">',
      '\u0000\u202e',
      '🙂'.repeat(300),
    ];
    for (const prompt of hostile)
      await expect(composePicture(await order({ prompt }))).resolves.toBeInstanceOf(Buffer);
  });

  describe('in a process that has shut libvips’ other loaders', () => {
    afterEach(() => sharp.unblock({ operation: ['VipsForeignLoad'] }));

    it('is made all the same', async () => {
      const wanted = await order();
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
  });
});
