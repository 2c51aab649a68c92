import { ok, refuse } from '../../shared/result.ts';
import { fingerprintLength } from '../../domain/photo/fingerprint.ts';
import type { PhotoRules } from '../../domain/photo/photo.ts';
import type { PhotoReader, PhotoReaderRefusal, ReadPhoto } from '../../ports/photo-reader.ts';
import { plainPicture, readPlainPicture, type PlainPicture } from '../plain-picture.ts';
import { sha256 } from '../sha256.ts';
import { collectUpTo, utf8 } from '../streams.ts';

/** Reads what `plainPicture` writes, by all the rules. */
export const fakePhotoReader = (): PhotoReader => ({
  read: async (stream, rules) => {
    const source = await collectUpTo(stream, rules.maxBytes);
    if (!source) return refuse({ code: 'photo.too-large' });
    const picture = readPlainPicture(source);
    if (picture === 'no picture') return refuse({ code: 'photo.wrong-format' });
    if (picture === 'broken picture') return refuse({ code: 'photo.broken' });
    const code = againstRules(picture, rules);
    if (!code) return ok(cleaned(picture, source));
    const isSeen = code === 'photo.too-small';
    return refuse({ code, ...(isSeen ? { thumbnail: thumbnailOf(picture) } : {}) });
  },
});

const inGoodLight = { sharpness: 20, brightness: 110, blackPercent: 5, whitePercent: 3 };

const againstRules = (
  { width, height }: PlainPicture,
  { maxPixels, minShorterSide }: PhotoRules,
): PhotoReaderRefusal['code'] | undefined => {
  if (width * height > maxPixels) return 'photo.too-many-pixels';
  return Math.min(width, height) < minShorterSide ? 'photo.too-small' : undefined;
};

const thumbnailOf = ({ looks }: Pick<PlainPicture, 'looks'>): Uint8Array =>
  plainPicture({ width: 320, height: 320, looks });

const cleaned = (
  { format, looks, quality, ...sides }: PlainPicture,
  source: Uint8Array,
): ReadPhoto => {
  const [width, height] = sides.turned ? [sides.height, sides.width] : [sides.width, sides.height];
  const content = plainPicture({ format, width, height, looks });
  const fingerprint = sha256(utf8(looks)) + sha256(utf8(`${looks} in colour`));
  return {
    content,
    contentType: `image/${format}`,
    width,
    height,
    sha256: sha256(content),
    sourceSha256: sha256(source),
    fingerprint: fingerprint.slice(0, fingerprintLength),
    quality: {
      ...inGoodLight,
      elongation: Math.max(width, height) / Math.min(width, height),
      ...quality,
    },
    thumbnail: thumbnailOf({ looks }),
  };
};
