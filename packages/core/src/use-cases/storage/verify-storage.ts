import type { ByteStream } from '../../shared/bytes.ts';
import type { BlobKey } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import type { BlobReference, BlobReferences } from '../../ports/blob-references.ts';
import type { Ports } from '../../ports/ports.ts';

export type VerifyStorageInput = {
  /** The SHA-256 of what is read, lower-case hexadecimal, and how long it was. */
  readonly digest: (content: ByteStream) => Promise<{ sha256: string; bytes: number }>;
  /** Told after each object that was read. */
  readonly onChecked?: (checked: number) => void;
};

export type VerifiedStorage = {
  readonly checked: number;
  readonly bytes: number;
  /** Rows whose object is not there. */
  readonly missing: readonly BlobReference[];
  /** Rows whose object is not what was stored. */
  readonly damaged: readonly BlobReference[];
};

const pageSize = 500;

/** Reads every object that a row refers to, whole, and holds it against the hash it was stored with. Changes nothing. */
export const verifyStorage =
  ({ blobs, blobReferences }: Pick<Ports, 'blobs' | 'blobReferences'>) =>
  async ({ digest, onChecked = () => undefined }: VerifyStorageInput): Promise<VerifiedStorage> => {
    const missing: BlobReference[] = [];
    const damaged: BlobReference[] = [];
    let checked = 0;
    let bytes = 0;
    for await (const reference of referencesOf(blobReferences)) {
      const found = await readWhole(blobs, reference.key, digest);
      if (found === 'missing') missing.push(reference);
      else if (found === 'damaged') damaged.push(reference);
      else bytes += found;
      checked += 1;
      onChecked(checked);
    }
    return { checked, bytes, missing, damaged };
  };

async function* referencesOf(references: BlobReferences): AsyncGenerator<BlobReference> {
  for (let after: BlobKey | undefined; ;) {
    const page = await references.list({ limit: pageSize, after });
    yield* page;
    after = page.at(-1)?.key;
    if (page.length < pageSize) return;
  }
}

const readWhole = async (
  blobs: Ports['blobs'],
  key: BlobKey,
  digest: VerifyStorageInput['digest'],
): Promise<number | 'missing' | 'damaged'> => {
  try {
    const stored = await blobs.find(key);
    if (!stored) return 'missing';
    const { sha256, bytes } = await digest(await blobs.open(key));
    return sha256 === stored.sha256 ? bytes : 'damaged';
  } catch (error) {
    if (isPortError(error, 'storage.not-found')) return 'missing';
    if (isPortError(error, 'storage.corrupt')) return 'damaged';
    throw error;
  }
};
