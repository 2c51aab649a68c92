import { isPortError } from '../../shared/port-error.ts';
import type { PictureReader } from '../../ports/picture-reader.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { utf8 } from '../streams.ts';
import { casesOf, type Suite } from './suite.ts';

export type PictureReaderContext = {
  readonly reader: PictureReader;
  readonly samples: {
    /** 896×1152 pixels each. */
    readonly jpeg: Uint8Array;
    readonly png: Uint8Array;
    readonly webp: Uint8Array;
    /** 200×100 pixels: smaller than a thumbnail. */
    readonly small: Uint8Array;
    readonly truncated: readonly Uint8Array[];
  };
};

export const pictureReaderContract = (suite: Suite<PictureReaderContext>): void => {
  const test = casesOf(suite);

  test('a picture is told by its content and measured', async ({ reader, samples }) => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      equal(reader.typeOf(samples[format]), `image/${format}`);
      const picture = await reader.read(samples[format]);
      equal(picture.contentType, `image/${format}`);
      deepEqual([picture.width, picture.height], [896, 1152]);
      deepEqual(await reader.measure(samples[format]), {
        contentType: `image/${format}`,
        width: 896,
        height: 1152,
      });
    }
  });

  test('its thumbnail is a small JPEG of the same shape', async ({ reader, samples }) => {
    const { thumbnail } = await reader.read(samples.png);
    const small = await reader.read(thumbnail);
    equal(small.contentType, 'image/jpeg');
    equal(Math.max(small.width, small.height), 320);
    ok(Math.abs(small.width / small.height - 896 / 1152) < 0.01, 'another shape');
  });

  test('a small picture is not blown up', async ({ reader, samples }) => {
    const { thumbnail } = await reader.read(samples.small);
    const small = await reader.read(thumbnail);
    deepEqual([small.width, small.height], [200, 100]);
  });

  test('what is no picture is corrupt, and may be fetched again', async ({ reader, samples }) => {
    for (const content of [utf8('<html>'), new Uint8Array()]) {
      await rejects(
        Promise.resolve().then(() => reader.typeOf(content)),
        'storage.corrupt',
      );
    }
    for (const content of [...samples.truncated, utf8('<html>'), new Uint8Array()]) {
      for (const way of ['read', 'measure'] as const) {
        const error = await rejects(reader[way](content), 'storage.corrupt');
        ok(isPortError(error) && error.retryable, 'not retryable');
      }
    }
  });
};
