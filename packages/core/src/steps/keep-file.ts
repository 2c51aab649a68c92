import type { BlobKey } from '../shared/ids.ts';
import type { BlobInfo } from '../ports/blob-store.ts';
import type { Ports } from '../ports/ports.ts';

export type ProviderFile = {
  readonly url: string;
  readonly key: BlobKey;
  readonly contentType: string;
  readonly maxBytes: number;
};

/** Copies a file of the provider's into our own storage; one that is there already is not fetched again. */
export const keepFile = async (
  { fetcher, blobs }: Pick<Ports, 'fetcher' | 'blobs'>,
  { url, key, contentType, maxBytes }: ProviderFile,
): Promise<BlobInfo> =>
  (await blobs.find(key)) ??
  blobs.put(key, await fetcher.fetch(url, { maxBytes }), { contentType, maxBytes });
