import { defaultPhotoRules } from '../../domain/photo/photo.ts';
import { judgeQuality } from '../../domain/photo/quality.ts';
import { fingerprintLength, isNearDuplicate } from '../../domain/photo/fingerprint.ts';
import type { PhotoReader, PhotoReaderRefusal, ReadPhoto } from '../../ports/photo-reader.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { sha256 } from '../sha256.ts';
import { streamOf, utf8 } from '../streams.ts';
import { casesOf, type Suite } from './suite.ts';

export type PhotoReaderContext = {
  readonly reader: PhotoReader;
  readonly samples: {
    /** Photos of 900×600 pixels. */
    readonly jpeg: Uint8Array;
    readonly png: Uint8Array;
    readonly webp: Uint8Array;
    /** The JPEG compressed again. */
    readonly again: Uint8Array;
    /** Another subject altogether. */
    readonly other: Uint8Array;
    /** 600×900 pixels lying on its side: 900×600 before its orientation is applied. */
    readonly turned: Uint8Array;
    /** Carries these bytes in its metadata. */
    readonly tagged: { readonly content: Uint8Array; readonly marker: Uint8Array };
    /** Shorter side of 100 pixels. */
    readonly small: Uint8Array;
    /** The first half of a photo. */
    readonly truncated: Uint8Array;
    /** The JPEG, badly out of focus. */
    readonly blurred: Uint8Array;
    /** The JPEG with a tenth of its light. */
    readonly dark: Uint8Array;
    /** The JPEG, most of it as white as can be. */
    readonly bright: Uint8Array;
    /** A picture of a format that is not taken, such as GIF or SVG. */
    readonly foreign: Uint8Array;
  };
};

export const photoReaderContract = (suite: Suite<PhotoReaderContext>): void => {
  const test = casesOf(suite);
  const rules = defaultPhotoRules;
  const read = (reader: PhotoReader, content: Uint8Array, own = rules) =>
    reader.read(streamOf(content.slice(0, 1000), content.slice(1000)), own);
  const accepted = async (
    reader: PhotoReader,
    content: Uint8Array,
    own = rules,
  ): Promise<ReadPhoto> => {
    const result = await read(reader, content, own);
    if (!result.ok) throw new Error(`refused with ${result.refusal.code}`);
    return result.value;
  };
  const refusal = async (
    reader: PhotoReader,
    content: Uint8Array,
    own = rules,
  ): Promise<PhotoReaderRefusal> => {
    const result = await read(reader, content, own);
    if (result.ok) throw new Error('accepted');
    return result.refusal;
  };
  const refused = async (
    ...given: Parameters<typeof refusal>
  ): Promise<PhotoReaderRefusal['code']> => (await refusal(...given)).code;

  test('photos of every taken format are accepted and measured', async ({ reader, samples }) => {
    for (const content of [samples.jpeg, samples.png, samples.webp]) {
      const photo = await accepted(reader, content);
      deepEqual([photo.width, photo.height], [900, 600]);
      ok(photo.content.length > 0, 'nothing is left of the photo');
    }
  });

  test('hashes are of what came and of what is kept', async ({ reader, samples }) => {
    const photo = await accepted(reader, samples.jpeg);
    equal(photo.sourceSha256, sha256(samples.jpeg));
    equal(photo.sha256, sha256(photo.content));
  });

  test('the same bytes read twice are the same photo', async ({ reader, samples }) => {
    deepEqual(await accepted(reader, samples.jpeg), await accepted(reader, samples.jpeg));
  });

  test('a photo that was kept can be read again', async ({ reader, samples }) => {
    const photo = await accepted(reader, samples.jpeg);
    const kept = await accepted(reader, photo.content);
    deepEqual([kept.width, kept.height], [photo.width, photo.height]);
    ok(isNearDuplicate(kept.fingerprint, photo.fingerprint), 'it looks like another photo');
  });

  test('a photo lying on its side is turned upright', async ({ reader, samples }) => {
    const photo = await accepted(reader, samples.turned);
    deepEqual([photo.width, photo.height], [600, 900]);
  });

  test('nothing of the metadata is kept', async ({ reader, samples }) => {
    const { content, marker } = samples.tagged;
    ok(contains(content, marker), 'the sample carries no marker');
    const photo = await accepted(reader, content);
    ok(!contains(photo.content, marker), 'the marker is still there');
  });

  test('a fingerprint tells the same picture from another', async ({ reader, samples }) => {
    const { fingerprint } = await accepted(reader, samples.jpeg);
    equal(fingerprint.length, fingerprintLength);
    ok(/^[0-9a-f]+$/u.test(fingerprint), 'not hexadecimal');
    const again = await accepted(reader, samples.again);
    const other = await accepted(reader, samples.other);
    ok(isNearDuplicate(fingerprint, again.fingerprint), 'not known again');
    ok(!isNearDuplicate(fingerprint, other.fingerprint), 'taken for another');
  });

  test('a thumbnail is a small picture of it', async ({ reader, samples }) => {
    const { thumbnail } = await accepted(reader, samples.jpeg);
    const small = await accepted(reader, thumbnail, { ...rules, minShorterSide: 1 });
    ok(Math.max(small.width, small.height) <= 480, 'it is not small');
    const { thumbnail: of } = await refusal(reader, samples.small);
    ok(of !== undefined, 'a photo that is too small shows nothing');
    equal((await refusal(reader, samples.foreign)).thumbnail, undefined);
  });

  test('quality tells the sharp from the blurred, and the light', async ({ reader, samples }) => {
    const of = async (content: Uint8Array) => (await accepted(reader, content)).quality;
    const good = await of(samples.jpeg);
    deepEqual(judgeQuality(good, rules.quality), { ok: true, value: [] });
    equal(good.elongation, 1.5);
    const [blurred, dark, bright] = [
      await of(samples.blurred),
      await of(samples.dark),
      await of(samples.bright),
    ];
    ok(blurred.sharpness < good.sharpness / 2, 'the blurred one is as sharp');
    ok(dark.brightness < good.brightness / 4, 'the dark one is as bright');
    ok(dark.sharpness > blurred.sharpness, 'the dark one is as blurred');
    ok(bright.whitePercent > 50 && good.whitePercent < 50, 'the bright one is not white');
  });

  test('what is no photo is refused with the reason', async ({ reader, samples }) => {
    equal(await refused(reader, samples.small), 'photo.too-small');
    equal(await refused(reader, samples.truncated), 'photo.broken');
    equal(await refused(reader, samples.foreign), 'photo.wrong-format');
    equal(await refused(reader, utf8('hello, I am a photo')), 'photo.wrong-format');
    equal(await refused(reader, new Uint8Array()), 'photo.wrong-format');
  });

  test('the rules bound bytes and pixels', async ({ reader, samples }) => {
    const { jpeg } = samples;
    const maxBytes = jpeg.length - 1;
    equal(await refused(reader, jpeg, { ...rules, maxBytes }), 'photo.too-large');
    const maxPixels = 900 * 600 - 1;
    equal(await refused(reader, jpeg, { ...rules, maxPixels }), 'photo.too-many-pixels');
    const minShorterSide = 601;
    equal(await refused(reader, jpeg, { ...rules, minShorterSide }), 'photo.too-small');
    ok((await read(reader, jpeg, { ...rules, minShorterSide: 600 })).ok, 'refused at the limit');
  });
};

const contains = (content: Uint8Array, marker: Uint8Array): boolean => {
  for (let at = 0; at + marker.length <= content.length; at += 1) {
    if (marker.every((byte, index) => content[at + index] === byte)) return true;
  }
  return false;
};
