import type { ImageFilter } from './image-filter.ts';
import type { Image } from './image.ts';
import type { ImageId } from '../../shared/ids.ts';

/** Which pictures go into an archive: those named, or the newest that a filter shows. */
export type ExportSelection =
  | { readonly type: 'chosen'; readonly imageIds: readonly ImageId[] }
  | { readonly type: 'filtered'; readonly filter?: ImageFilter | undefined };

export const exportLimits = {
  /** Chosen one by one. */
  chosen: 50,
  /** Of what a filter shows. */
  filtered: 200,
} as const;

/** What an archive adds for each entry, and once, at most. */
const overheadBytes = 512;

/** The pictures, each archive's own, in their order: as few archives as they fit in that way. */
export const planParts = <Entry extends Pick<Image, 'bytes'>>(
  images: readonly Entry[],
  maxBytes: number,
): readonly (readonly Entry[])[] => {
  const parts: Entry[][] = [];
  let left = 0;
  for (const image of images) {
    const needed = image.bytes + overheadBytes;
    const part = parts.at(-1);
    if (part && needed <= left) part.push(image);
    else {
      parts.push([image]);
      left = maxBytes - overheadBytes;
    }
    left -= needed;
  }
  return parts;
};
