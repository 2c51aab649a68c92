import { describe, it } from 'vitest';
import { archiveReaderContract } from '../contracts/archive-reader.contract.ts';
import { photoReaderContract } from '../contracts/photo-reader.contract.ts';
import { pictureReaderContract } from '../contracts/picture-reader.contract.ts';
import { pictureSheetsContract } from '../contracts/picture-sheets.contract.ts';
import { plainPicture } from '../plain-picture.ts';
import { utf8 } from '../streams.ts';
import { fakeArchiveReader, plainArchive } from './archive-reader.ts';
import { fakePhotoReader } from './photo-reader.ts';
import { fakePictureReader } from './picture-reader.ts';
import { fakePictureSheets } from './picture-sheets.ts';

const cleanup = async () => undefined;

describe('fake photo reader', () => {
  const sides = { width: 900, height: 600 };
  const jpeg = plainPicture({ ...sides, looks: 'me' });
  photoReaderContract({
    it,
    create: async () => ({
      reader: fakePhotoReader(),
      samples: {
        jpeg,
        png: plainPicture({ ...sides, format: 'png' }),
        webp: plainPicture({ ...sides, format: 'webp' }),
        again: plainPicture({ width: 1800, height: 1200, looks: 'me' }),
        other: plainPicture({ ...sides, looks: 'my dog' }),
        turned: plainPicture({ ...sides, turned: true }),
        tagged: {
          content: plainPicture({ ...sides, note: '59.93N 30.31E' }),
          marker: utf8('59.93N'),
        },
        small: plainPicture({ width: 900, height: 100 }),
        truncated: jpeg.slice(0, jpeg.length / 2),
        blurred: plainPicture({ ...sides, quality: { sharpness: 2 } }),
        dark: plainPicture({ ...sides, quality: { brightness: 8 } }),
        bright: plainPicture({ ...sides, quality: { whitePercent: 90 } }),
        foreign: utf8('<svg/>'),
      },
      cleanup,
    }),
  });
});

describe('fake archive reader', () => {
  const file = (text: string) => ({ content: utf8(text) });
  archiveReaderContract({
    it,
    create: async () => ({
      archives: fakeArchiveReader(),
      pack: async (contents) => plainArchive(contents.map((content) => ({ content }))),
      samples: {
        encrypted: plainArchive([file('secret')], { isEncrypted: true }),
        truncated: plainArchive([file('a long story')]).slice(0, -5),
        giant: plainArchive([{ ...file('small'), claimedBytes: 4 * 1024 ** 3 }]),
        lying: plainArchive([file('honest'), { ...file('liar'), claimedBytes: 5 }]),
      },
      cleanup,
    }),
  });
});

describe('fake picture reader', () => {
  const sides = { width: 896, height: 1152 };
  const png = plainPicture({ ...sides, format: 'png' });
  pictureReaderContract({
    it,
    create: async () => ({
      reader: fakePictureReader(),
      samples: {
        jpeg: plainPicture(sides),
        png,
        webp: plainPicture({ ...sides, format: 'webp' }),
        small: plainPicture({ width: 200, height: 100 }),
        truncated: [png.slice(0, 40)],
      },
      cleanup,
    }),
  });
});

describe('fake picture sheets', () => {
  pictureSheetsContract({
    it,
    create: async () => ({
      sheets: fakePictureSheets(),
      reader: fakePictureReader(),
      samples: {
        jpeg: plainPicture(),
        png: plainPicture({ format: 'png' }),
        webp: plainPicture({ format: 'webp' }),
        small: plainPicture({ width: 200, height: 100 }),
      },
      cleanup,
    }),
  });
});
