import { gather, streamOf } from '../shared/bytes.ts';
import type { BlobKey, GenerationId, ImageId } from '../shared/ids.ts';
import { imageExtension } from '../shared/image-extension.ts';
import { isPortError } from '../shared/port-error.ts';
import { together } from '../shared/together.ts';
import type { Generation } from '../domain/generation/generation.ts';
import type { Image } from '../domain/image/image.ts';
import type { BlobInfo } from '../ports/blob-store.ts';
import type { MeasuredPicture, PictureType } from '../ports/picture-reader.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'fetcher' | 'blobs' | 'pictureReader' | 'clock' | 'ids' | 'policy'>;

export type ImageSource = {
  readonly url: string;
  readonly index: number;
  readonly seed: number;
  /** What was stored of the order before. */
  readonly stored: ReadonlySet<BlobKey>;
  /** Where it is on its way already, or was not to be had. */
  readonly fetched?: Promise<FetchedPicture> | undefined;
};

/** A picture that is here, but not stored yet. */
export type FetchedPicture = {
  readonly content: Uint8Array;
  readonly contentType: PictureType;
  /** Goes on meanwhile. */
  readonly measuring: Promise<MeasuredPicture>;
};

/** What proves broken while it is measured is fetched anew the next time. */
export const fetchPicture = async (
  { fetcher, pictureReader, policy }: Pick<Needs, 'fetcher' | 'pictureReader' | 'policy'>,
  url: string,
): Promise<FetchedPicture> => {
  const content = await gather(await fetcher.fetch(url, { maxBytes: policy.maxImageBytes }));
  const contentType = pictureReader.typeOf(content);
  const measuring = pictureReader.measure(content);
  // Whoever waits for it hears of a failure; perhaps nobody does any more.
  measuring.catch(() => undefined);
  return { content, contentType, measuring };
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
  ports: Needs,
  { id: generationId, userId, avatarId, styleId }: Generation,
  { url, index, seed, stored, fetched }: ImageSource,
): Promise<Image> => {
  const place = { stem: `images/${generationId}/${index}`, stored };
  const { info, picture } =
    (await storedPicture(ports, place)) ??
    (await storeFetched(ports, place, await (fetched ?? fetchPicture(ports, url))));
  return {
    id: ports.ids.next<ImageId>(),
    userId,
    generationId,
    avatarId,
    styleId,
    index,
    blobKey: info.key,
    thumbnailKey: thumbnailOf(place),
    sha256: info.sha256,
    bytes: info.bytes,
    contentType: picture.contentType,
    width: picture.width,
    height: picture.height,
    seed,
    isFavourite: false,
    createdAt: ports.clock.now(),
  };
};

type Place = { readonly stem: string; readonly stored: ReadonlySet<BlobKey> };
type Kept = { readonly info: BlobInfo; readonly picture: MeasuredPicture };

const thumbnailOf = ({ stem }: Place): BlobKey => `${stem}.thumbnail.jpg` as BlobKey;

/** Stored while it is measured. */
const storeFetched = async (
  ports: Needs,
  place: Place,
  { content, contentType, measuring }: FetchedPicture,
): Promise<Kept> => {
  const { blobs, policy } = ports;
  const key = `${place.stem}.${imageExtension[contentType]}` as BlobKey;
  const options = { contentType, maxBytes: policy.maxImageBytes };
  const [info, picture] = await together([blobs.put(key, streamOf(content), options), measuring]);
  return { info, picture };
};

const storedPicture = async (ports: Needs, place: Place): Promise<Kept | undefined> => {
  const { blobs } = ports;
  const keys = Object.values(imageExtension).map((ending) => `${place.stem}.${ending}` as BlobKey);
  const key = keys.find((name) => place.stored.has(name));
  const info = key && (await blobs.find(key));
  if (!info) return undefined;
  try {
    const content = await gather(await blobs.open(info.key));
    return { info, picture: await ports.pictureReader.measure(content) };
  } catch (error) {
    // What was damaged is fetched again.
    if (isPortError(error, 'storage.corrupt') || isPortError(error, 'storage.not-found')) {
      return undefined;
    }
    throw error;
  }
};
