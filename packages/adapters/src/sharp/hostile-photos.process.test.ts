import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultPhotoRules, streamOf, type PhotoRules } from '@aisha/core';
import { anEndlessStream } from '../../../../test/support/endless-stream.ts';
import { sharpPhotoReader } from './photo-reader.ts';
import { syntheticScene } from './testing/synthetic-scene.ts';

const reader = sharpPhotoReader();
const scene = syntheticScene({ seed: 1, width: 600, height: 700 });

const verdict = async (content: Uint8Array, rules: PhotoRules = defaultPhotoRules) => {
  const result = await reader.read(streamOf(content), rules);
  return result.ok ? 'accepted' : result.refusal.code;
};

const flat = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#357' },
    limitInputPixels: false,
  });

/** A black square of one bit a pixel: thirty kilobytes that unpack to hundreds of megabytes. */
const blackPng = (side: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc(side * (1 + side / 8)));
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', rows), pngChunk('IEND')];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
};

const pngChunk = (type: string, data = Buffer.alloc(0)): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
};

const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

/** A photo of one format from its first bytes on, to be told by them. */
const beginningWith = (...bytes: number[]): Uint8Array =>
  Buffer.concat([Buffer.from(bytes), Buffer.alloc(2000, 7)]);

describe('a photo that means harm', () => {
  // The library is loaded, and its loaders blocked, at the first photo.
  beforeAll(async () => void (await verdict(await scene.clone().jpeg().toBuffer())));

  it('is refused for its pixels by its header alone', async () => {
    const bomb = blackPng(16_000);
    expect(bomb.length).toBeLessThan(50_000);
    const refused = await millisecondsOf(async () => {
      expect(await verdict(bomb)).toBe('photo.too-many-pixels');
    });
    const decoded = await millisecondsOf(() =>
      sharp(bomb, { limitInputPixels: false }).resize(9).toBuffer(),
    );
    expect(refused).toBeLessThan(decoded / 4);
  });

  it('is refused where one side is longer than a JPEG can be', async () => {
    const ribbon = await flat(66_000, 520).png().toBuffer();
    expect(await verdict(ribbon)).toBe('photo.too-many-pixels');
  });

  it.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>')],
    [
      'SVG with a prologue',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['TIFF', beginningWith(0x49, 0x49, 0x2a, 0x00)],
    ['TIFF, big-endian', beginningWith(0x4d, 0x4d, 0x00, 0x2a)],
    ['GIF', beginningWith(...Buffer.from('GIF89a'))],
    ['HEIC', beginningWith(0, 0, 0, 24, ...Buffer.from('ftypheic'))],
    ['AVIF', beginningWith(0, 0, 0, 24, ...Buffer.from('ftypavif'))],
    ['PDF', beginningWith(...Buffer.from('%PDF-1.7'))],
    ['a sound that is RIFF too', beginningWith(...Buffer.from('RIFF\0\0\0\0WAVEfmt '))],
    ['a ZIP', beginningWith(...Buffer.from('PK\x03\x04'))],
  ])('is refused as %s', async (_, content) => {
    expect(await verdict(content)).toBe('photo.wrong-format');
  });

  it.each(['tiff', 'gif', 'avif'] as const)(
    'finds no decoder for %s even when asked directly',
    async (format) => {
      const content = await scene.clone().toFormat(format).toBuffer();
      await expect(sharp(content).metadata()).rejects.toThrow('unsupported image format');
    },
  );

  it('finds no decoder that opens files', async () => {
    await expect(sharp('/proc/self/exe').metadata()).rejects.toThrow('unsupported image format');
  });

  it.each(['jpeg', 'png', 'webp'] as const)('is broken as half a %s', async (format) => {
    const whole = await scene.clone().toFormat(format).toBuffer();
    expect(await verdict(whole)).toBe('accepted');
    expect(await verdict(whole.subarray(0, whole.length / 2))).toBe('photo.broken');
    expect(await verdict(whole.subarray(0, 20))).toBe('photo.broken');
  });

  it('loses what hides behind its end', async () => {
    const tail = Buffer.from('PK\x03\x04<script>alert(1)</script>');
    const polyglot = Buffer.concat([await scene.clone().jpeg().toBuffer(), tail]);
    const result = await reader.read(streamOf(polyglot), defaultPhotoRules);
    if (!result.ok) throw new Error(result.refusal.code);
    expect(Buffer.from(result.value.content).includes(tail)).toBe(false);
    expect(Buffer.from(result.value.content.subarray(-2)).toString('hex')).toBe('ffd9');
  });

  it('is not read beyond what is allowed', async () => {
    const { stream, given } = anEndlessStream();
    const result = await reader.read(stream, { ...defaultPhotoRules, maxBytes: 10_000 });
    expect(result).toEqual({ ok: false, refusal: { code: 'photo.too-large' } });
    expect(given()).toBe(11_000);
  });

  it('passes on the error of a stream that breaks off', async () => {
    async function* broken() {
      yield new Uint8Array(10);
      throw new Error('the line went dead');
    }
    await expect(reader.read(broken(), defaultPhotoRules)).rejects.toThrow('the line went dead');
  });
});
