import { gather, streamOf } from '../shared/bytes.ts';
import type { BlobKey, GenerationId, ImageId } from '../shared/ids.ts';
import { imageExtension } from '../shared/image-extension.ts';
import { isPortError } from '../shared/port-error.ts';
import type { Generation } from '../domain/generation/generation.ts';
import type { Image } from '../domain/image/image.ts';
import type { BlobInfo, BlobStore } from '../ports/blob-store.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'fetcher' | 'blobs' | 'pictureReader' | 'clock' | 'ids' | 'policy'>;

export type ImageSource = {
  readonly url: string;
  readonly index: number;
  readonly seed: number;
  /** What was stored of the order before. */
  readonly stored: ReadonlySet<BlobKey>;
};

/** What an earlier attempt to collect an order has stored already. */
export const storedImages = async (
  { blobs }: Pick<Ports, 'blobs'>,
  id: GenerationId,
): Promise<ReadonlySet<BlobKey>> => {
  const keys = new Set<BlobKey>();
  for await (const key of blobs.list(`images/${id}/`)) keys.add(key);
  return keys;
};

/** Copies one picture into our own storage; one that is there already is not fetched again. */
export const keepImage = async (
  { fetcher, blobs, pictureReader, clock, ids, policy }: Needs,
  { id: generationId, userId }: Generation,
  { url, index, seed, stored }: ImageSource,
): Promise<Image> => {
  const stem = `images/${generationId}/${index}`;
  const thumbnailKey = `${stem}.thumbnail.jpg` as BlobKey;
  const maxBytes = policy.maxImageBytes;
  const before = await storedUnder(blobs, stem, stored);
  const content = before?.content ?? (await gather(await fetcher.fetch(url, { maxBytes })));
  const { contentType, width, height, thumbnail } = await pictureReader.read(content);
  const store = async (): Promise<BlobInfo> => {
    const blobKey = `${stem}.${imageExtension[contentType]}` as BlobKey;
    // The picture comes last, so that where it is its thumbnail is too.
    await blobs.put(thumbnailKey, streamOf(thumbnail), { contentType: 'image/jpeg', maxBytes });
    return blobs.put(blobKey, streamOf(content), { contentType, maxBytes });
  };
  const { key: blobKey, sha256, bytes } = before?.info ?? (await store());
  return {
    id: ids.next<ImageId>(),
    userId,
    generationId,
    index,
    blobKey,
    thumbnailKey,
    sha256,
    bytes,
    contentType,
    width,
    height,
    seed,
    createdAt: clock.now(),
  };
};

const storedUnder = async (
  blobs: BlobStore,
  stem: string,
  stored: ReadonlySet<BlobKey>,
): Promise<{ readonly info: BlobInfo; readonly content: Uint8Array } | undefined> => {
  const keys = Object.values(imageExtension).map((extension) => `${stem}.${extension}` as BlobKey);
  const key = keys.find((name) => stored.has(name));
  const info = key && (await blobs.find(key));
  if (!info) return undefined;
  try {
    return { info, content: await gather(await blobs.open(info.key)) };
  } catch (error) {
    // What was damaged is fetched again.
    if (isPortError(error, 'storage.corrupt') || isPortError(error, 'storage.not-found')) {
      return undefined;
    }
    throw error;
  }
};
