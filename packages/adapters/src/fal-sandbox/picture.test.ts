import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { photo, pictureOrder } from './fixtures.ts';
import { composePicture } from './picture.ts';

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
    const made = await composePicture(await pictureOrder({ size }));
    await expect(sharp(made).metadata()).resolves.toMatchObject(size);
  });

  it('carries the label, with photos and without', async () => {
    const amber = Buffer.from([255, 196, 0]).toString('latin1');
    for (const photos of [[], [await photo(4)]]) {
      const made = await composePicture(await pictureOrder({ photos }));
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
      await expect(composePicture(await pictureOrder({ prompt }))).resolves.toBeInstanceOf(Buffer);
  });
});
