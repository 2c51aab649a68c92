import { describe, it } from 'vitest';
import { gather, streamOf } from '@aisha/core';
import { archiveReaderContract } from '@aisha/core/testing';
import { yazlArchiveBuilder } from './archive-builder.ts';
import { yauzlArchiveReader } from './archive-reader.ts';
import { handMadeZip } from './testing/hand-made-zip.ts';

const pack = (contents: readonly Uint8Array[]): Promise<Uint8Array> =>
  gather(
    yazlArchiveBuilder().build(
      contents.map((content, at) => ({
        name: `${at}.jpg`,
        bytes: content.length,
        open: async () => streamOf(content),
      })),
    ),
  );

const photo = { name: 'photo.jpg', content: Buffer.from('a face, and another face') };

describe('the ZIP of yauzl', () => {
  archiveReaderContract({
    it,
    create: async () => ({
      archives: yauzlArchiveReader(),
      pack,
      samples: {
        encrypted: handMadeZip([{ ...photo, claims: { flags: 1 } }]),
        truncated: handMadeZip([photo]).subarray(0, -30),
        giant: handMadeZip([{ ...photo, claims: { bytes: 0xfffffffe } }]),
        lying: handMadeZip([photo, { ...photo, claims: { bytes: 9 } }]),
      },
      cleanup: async () => undefined,
    }),
  });
});
