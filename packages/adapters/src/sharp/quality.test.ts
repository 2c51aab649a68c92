import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { defaultQualityRules, judgeQuality, type PhotoQuality } from '@aisha/core';
import { qualityOf } from './quality.ts';

/** Hard edges in the given part of the width, the rest as soft as a wall out of focus. */
const scene = async (sharpShare = 1, { width = 900, height = 900 } = {}): Promise<Sharp> => {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const isSharp = x < width * sharpShare;
    const edge = (Math.floor(x / 20) + Math.floor(y / 20)) % 2 === 0 ? 60 : 190;
    data.fill(isSharp ? edge : 60 + (130 * y) / height, at * 3, at * 3 + 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
};

const measure = async (picture: Sharp): Promise<PhotoQuality> => {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return qualityOf({ data, width: info.width, height: info.height });
};

const verdict = (quality: PhotoQuality): string => {
  const judged = judgeQuality(quality, defaultQualityRules);
  return judged.ok ? judged.value.join() : judged.refusal.code;
};

describe('the quality of a picture', () => {
  it('is as sharp as its sharpest parts: a face before a soft background', async () => {
    const [all, part] = [await measure(await scene()), await measure(await scene(0.3))];
    expect(part.sharpness).toBeGreaterThan(all.sharpness * 0.8);
    expect(verdict(part)).toBe('');
  });

  it('is less sharp the more it is blurred, and hopeless where nothing is sharp', async () => {
    const sharpness: number[] = [];
    for (const sigma of [0, 1, 2, 4]) {
      const picture = await scene();
      const { sharpness: found } = await measure(sigma > 0 ? picture.blur(sigma) : picture);
      sharpness.push(found);
    }
    expect(sharpness).toEqual(sharpness.toSorted((one, other) => other - one));
    expect(verdict(await measure(await scene(0)))).toBe('photo.blurred');
  });

  it('is as sharp in little light as in plenty', async () => {
    const [bright, dim] = [
      await measure(await scene()),
      await measure((await scene()).linear(0.3, 0)),
    ];
    expect(Math.abs(dim.sharpness / bright.sharpness - 1)).toBeLessThan(0.1);
    expect(dim.brightness).toBeLessThan(bright.brightness / 3);
  });

  it('is that of a copy of one size: what is larger is not sharper', async () => {
    const large = await measure(await scene(1, { width: 2048, height: 2048 }));
    const same = await measure((await scene(1, { width: 2048, height: 2048 })).resize(1024));
    expect(Math.abs(large.sharpness / same.sharpness - 1)).toBeLessThan(0.25);
  });

  it('has no sharpness where there is nothing to see', async () => {
    const create = { width: 600, height: 900, channels: 3, background: '#777' } as const;
    const quality = await measure(sharp({ create }));
    expect(quality).toMatchObject({ sharpness: 0, blackPercent: 0, whitePercent: 0 });
    expect(quality.elongation).toBe(1.5);
    expect(Math.round(quality.brightness)).toBe(0x77);
  });

  it.each([
    ['#000', 'photo.too-dark'],
    ['#fff', 'photo.too-bright'],
  ])('of nothing but %s is %s', async (background, code) => {
    const create = { width: 600, height: 600, channels: 3, background } as const;
    expect(verdict(await measure(sharp({ create })))).toBe(code);
  });
});
