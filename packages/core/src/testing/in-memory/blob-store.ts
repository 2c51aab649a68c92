import { isBlobKey } from '../../shared/blob-key.ts';
import type { BlobKey } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import type { BlobStore, StoredBlob } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { sha256 } from '../sha256.ts';
import { collectUpTo, streamOf } from '../streams.ts';
import { testClock } from './clock.ts';
import { rememberMap, type Remembering } from './remembering.ts';
import { byText } from './rows.ts';

export type InMemoryBlobStore = BlobStore &
  Remembering & {
    /** What is stored under a key, to look at. */
    contentOf(key: BlobKey): Uint8Array | undefined;
    keys(): readonly BlobKey[];
    /** The next call fails with `storage.unavailable`, having done nothing. */
    failNext(): void;
  };

type Blob = { readonly stored: StoredBlob; readonly content: Uint8Array };

export const inMemoryBlobStore = ({
  clock = testClock(),
}: { readonly clock?: Clock } = {}): InMemoryBlobStore => {
  const blobs = new Map<BlobKey, Blob>();
  let failing = false;
  const reach = (key: BlobKey): void => {
    if (!isBlobKey(key)) throw new TypeError('not a blob key');
    const broken = failing;
    failing = false;
    if (broken) throw new PortError('storage.unavailable', 'storage is away', { retryable: true });
  };
  const keys = (): BlobKey[] => [...blobs.keys()].toSorted(byText);
  return {
    put: async (key, stream, { contentType, maxBytes }) => {
      reach(key);
      const content = await collectUpTo(stream, maxBytes);
      if (!content) throw new PortError('storage.too-large', 'put a blob', { retryable: false });
      const info = { key, sha256: sha256(content), bytes: content.length, contentType };
      blobs.set(key, { stored: { ...info, storedAt: clock.now() }, content });
      return info;
    },
    open: async (key) => {
      reach(key);
      const blob = blobs.get(key);
      if (!blob) throw new PortError('storage.not-found', 'open a blob', { retryable: false });
      return streamOf(blob.content.slice());
    },
    find: async (key) => {
      reach(key);
      return blobs.get(key)?.stored;
    },
    delete: async (key) => {
      reach(key);
      blobs.delete(key);
    },
    async *list(prefix, { after = '' as BlobKey } = {}) {
      for (const key of keys()) if (key.startsWith(prefix) && key > after) yield key;
    },
    deleteUnfinished: async () => 0,
    contentOf: (key) => blobs.get(key)?.content,
    keys,
    failNext: () => void (failing = true),
    remember: () => rememberMap(blobs),
  };
};
