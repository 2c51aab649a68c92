import type { ByteStream } from '../shared/bytes.ts';
import type { BlobKey, FileRef } from '../shared/ids.ts';
import { PortError, isPortError } from '../shared/port-error.ts';
import type { Ports } from '../ports/ports.ts';

const prefix = 'upload:';

/** How a file is referred to that was uploaded to us: it waits in our own storage until it has been read. */
export const uploadRef = (key: BlobKey): FileRef => `${prefix}${key}` as FileRef;

export const uploadedKey = (ref: FileRef): BlobKey | undefined =>
  ref.startsWith(prefix) ? (ref.slice(prefix.length) as BlobKey) : undefined;

/** What somebody sent: from our storage where it was uploaded, from the channel where it was not. */
export const openSource = async (
  { files, blobs }: Pick<Ports, 'files' | 'blobs'>,
  ref: FileRef,
  options: { maxBytes: number },
): Promise<ByteStream> => {
  const key = uploadedKey(ref);
  if (key === undefined) return files.open(ref, options);
  try {
    const found = await blobs.find(key);
    if (found && found.bytes > options.maxBytes) throw refused('file.too-large');
    return await blobs.open(key);
  } catch (error) {
    if (isPortError(error, 'storage.not-found')) throw refused('file.unavailable');
    throw error;
  }
};

const refused = (code: 'file.too-large' | 'file.unavailable'): PortError =>
  new PortError(code, 'what was uploaded cannot be read', { retryable: false });

/** What was uploaded has been read, and is as its sender made it: nothing of that is kept. */
export const forgetSource = async (
  { blobs }: Pick<Ports, 'blobs'>,
  ref: FileRef,
): Promise<void> => {
  const key = uploadedKey(ref);
  if (key !== undefined) await blobs.delete(key);
};
