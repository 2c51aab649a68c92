import { createHash } from 'node:crypto';
import type { PhotoReader, PhotoReaderRefusal, ReadPhoto, Sha256 } from '@aisha/core';
import { fakePhotoReader } from '@aisha/core/testing';

/**
 * Reads plain pictures, and keeps of each a real one that Telegram can show: the same drawing for all,
 * with the plain picture behind its end, so that no two are the same.
 */
export const visiblePhotos = (drawn: Uint8Array): PhotoReader => {
  const reader = fakePhotoReader();
  const visible = (plain: Uint8Array) => Buffer.concat([drawn, plain]);
  const seen = (photo: ReadPhoto): ReadPhoto => {
    const content = visible(photo.content);
    const sha256 = createHash('sha256').update(content).digest('hex') as Sha256;
    return { ...photo, content, sha256, thumbnail: visible(photo.thumbnail) };
  };
  const refused = ({ code, thumbnail }: PhotoReaderRefusal): PhotoReaderRefusal => ({
    code,
    thumbnail: thumbnail && visible(thumbnail),
  });
  return {
    read: async (content, rules) => {
      const read = await reader.read(content, rules);
      return read.ok
        ? { ok: true, value: seen(read.value) }
        : { ok: false, refusal: refused(read.refusal) };
    },
  };
};
