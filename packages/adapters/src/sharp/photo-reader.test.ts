import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  defaultPhotoRules,
  fingerprintDistance,
  isNearDuplicate,
  streamOf,
  type ReadPhoto,
} from '@aisha/core';
import { sharpPhotoReader } from './photo-reader.ts';
import { syntheticScene } from './testing/synthetic-scene.ts';

const reader = sharpPhotoReader();

const read = async (picture: Sharp | Buffer): Promise<ReadPhoto> => {
  const content = Buffer.isBuffer(picture) ? picture : await picture.jpeg().toBuffer();
  const result = await reader.read(streamOf(content), defaultPhotoRules);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

const scene = (seed: number, width = 640, height = 540) => syntheticScene({ seed, width, height });

const wall = (width: number, height: number, background = '#357') =>
  sharp({ create: { width, height, channels: 3, background } });

/** The colour of the pixel at a part of the way across and down. */
const pixelAt = async (content: Uint8Array, across: number, down: number) => {
  const { data, info } = await sharp(content).raw().toBuffer({ resolveWithObject: true });
  const column = Math.floor(across * (info.width - 1));
  const at = (Math.floor(down * (info.height - 1)) * info.width + column) * info.channels;
  return [...data.subarray(at, at + 3)];
};

describe('a photo that was read', () => {
  it('carries nothing but pixels', async () => {
    const tagged = await scene(1)
      .jpeg()
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret/></x:xmpmeta>')
      .withIccProfile('p3')
      .withExifMerge({
        IFD0: { Make: 'Camera', Model: 'Phone of Vera' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '55/1 45/1 7/1', GPSLongitudeRef: 'E' },
      })
      .toBuffer();
    const before = await sharp(tagged).metadata();
    expect([before.exif, before.xmp, before.icc].every(Boolean)).toBe(true);
    const { content } = await read(tagged);
    const { exif, xmp, icc, iptc, comments, orientation } = await sharp(content).metadata();
    expect({ exif, xmp, icc, iptc, comments, orientation }).toEqual({});
    expect(Buffer.from(content).includes('Vera')).toBe(false);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is upright from orientation %i', async (orientation) => {
    // Red above, blue below, once upright.
    const upright = sharp({ create: { width: 600, height: 800, channels: 3, background: 'blue' } });
    const top = { create: { width: 600, height: 400, channels: 3, background: 'red' } } as const;
    const pixels = await upright
      .composite([{ input: top, gravity: 'north' }])
      .png()
      .toBuffer();
    const lying = await lie(pixels, orientation);
    const tagged = await sharp(lying).withMetadata({ orientation }).jpeg().toBuffer();
    const photo = await read(tagged);
    expect([photo.width, photo.height]).toEqual([600, 800]);
    const [above, below] = [
      await pixelAt(photo.content, 0.5, 0.1),
      await pixelAt(photo.content, 0.5, 0.9),
    ];
    expect(above[0]).toBeGreaterThan(200);
    expect(below[2]).toBeGreaterThan(200);
  });

  it('is at most 2048 pixels long, and never larger than it came', async () => {
    const large = await read(wall(3000, 1500));
    expect([large.width, large.height]).toEqual([2048, 1024]);
    const small = await read(wall(520, 600));
    expect([small.width, small.height]).toEqual([520, 600]);
  });

  it('stays long enough for its shorter side to be of use', async () => {
    const panorama = await read(wall(5000, 600));
    expect(Math.min(panorama.width, panorama.height)).toBe(512);
    expect(await read(Buffer.from(panorama.content))).toMatchObject({ height: 512 });
  });

  it('has white where it was transparent', async () => {
    const empty = { r: 0, g: 0, b: 0, alpha: 0 };
    const clear = sharp({ create: { width: 600, height: 600, channels: 4, background: empty } });
    const photo = await read(await clear.png().toBuffer());
    expect(photo.contentType).toBe('image/jpeg');
    expect(await pixelAt(photo.content, 0.5, 0.5)).toEqual([255, 255, 255]);
  });

  it.each(['b-w', 'rgb16', 'cmyk'])('has three channels whatever it had: %s', async (space) => {
    const format = space === 'cmyk' ? 'jpeg' : 'png';
    const photo = await read(await scene(5).toColourspace(space).toFormat(format).toBuffer());
    const { channels, space: kept, depth } = await sharp(photo.content).metadata();
    expect({ channels, kept, depth }).toEqual({ channels: 3, kept: 'srgb', depth: 'uchar' });
  });

  it('comes out the same among many others', async () => {
    const contents = await Promise.all([6, 7, 8, 9].map((seed) => scene(seed).jpeg().toBuffer()));
    const alone: ReadPhoto[] = [];
    for (const content of contents) alone.push(await read(content));
    const together = await Promise.all([...contents, ...contents].map((content) => read(content)));
    expect(together).toEqual([...alone, ...alone]);
  });
});

/** Pixels as a camera held another way would store them: EXIF's orientation undone. */
const lie = async (upright: Buffer, orientation: number): Promise<Buffer> => {
  const turns = { 5: 270, 6: 270, 7: 90, 8: 90 }[orientation] ?? 0;
  const picture = sharp(upright).rotate(turns);
  if (orientation === 3 || orientation === 4) picture.flip();
  return picture.png().toBuffer();
};

describe('a fingerprint', () => {
  const seeds = Array.from({ length: 8 }, (_, seed) => seed + 100);

  it('stays when a photo is compressed again, resized or sent in another format', async () => {
    for (const seed of seeds) {
      const original = await scene(seed).png().toBuffer();
      const { fingerprint } = await read(original);
      const copies = [
        sharp(original).jpeg({ quality: 50 }),
        sharp(original).resize(610).jpeg({ quality: 80 }),
        sharp(original).resize(1200).webp({ quality: 70 }),
      ];
      for (const copy of copies) {
        const again = await read(await copy.toBuffer());
        const distance = fingerprintDistance(fingerprint, again.fingerprint);
        expect(isNearDuplicate(fingerprint, again.fingerprint), JSON.stringify(distance)).toBe(
          true,
        );
      }
    }
  });

  it('differs between pictures', async () => {
    const photos = await Promise.all(seeds.map((seed) => read(scene(seed))));
    const prints = photos.map(({ fingerprint }) => fingerprint);
    for (const [at, one] of prints.entries()) {
      for (const other of prints.slice(at + 1)) expect(isNearDuplicate(one, other)).toBe(false);
    }
  });

  it('differs between a picture, its mirror image and itself upside down', async () => {
    const { fingerprint } = await read(scene(1));
    const mirrored = await read(scene(1).flop());
    const overturned = await read(scene(1).flip());
    expect(isNearDuplicate(fingerprint, mirrored.fingerprint)).toBe(false);
    expect(isNearDuplicate(fingerprint, overturned.fingerprint)).toBe(false);
  });

  it('tells walls of different colours apart, and knows the same wall again', async () => {
    const painted = (background: string, quality: number) =>
      wall(800, 800, background).jpeg({ quality }).toBuffer().then(read);
    const [red, green, redAgain] = await Promise.all([
      painted('#c04040', 90),
      painted('#40c040', 90),
      painted('#c04040', 60),
    ]);
    expect(isNearDuplicate(red.fingerprint, green.fingerprint)).toBe(false);
    expect(isNearDuplicate(red.fingerprint, redAgain.fingerprint)).toBe(true);
  });

  it('is brightness across, brightness down, then colours', async () => {
    // Black to the left, white to the right: brighter with every step across, with none down.
    const data = Buffer.from(
      Array.from({ length: 576 * 576 * 3 }, (_, at) => ((Math.floor(at / 3) % 576) * 255) / 575),
    );
    const slope = sharp(data, { raw: { width: 576, height: 576, channels: 3 } });
    const { fingerprint } = await read(await slope.png().toBuffer());
    expect(fingerprint.slice(0, 16)).toBe('ff'.repeat(8));
    expect(fingerprint.slice(16, 32)).toBe('00'.repeat(8));
    const row = fingerprint
      .slice(32, 56)
      .match(/../gu)!
      .map((hex) => Number.parseInt(hex, 16));
    const levels = [32, 96, 159, 223].flatMap((level) => [level, level, level]);
    for (const [at, level] of levels.entries()) expect(Math.abs(row[at]! - level)).toBeLessThan(3);
  });
});
