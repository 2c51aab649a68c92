import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes that have arrived and belong to nothing yet. */
export interface TemporaryFile {
  path: string;
  size: number;
  sha256: string;
  name: string;
  mime?: string;
  /** Deletes the bytes, unless they have been moved away. */
  discard: () => Promise<void>;
}

export class FileTooBig extends Error {
  constructor(maxBytes: number) {
    super(`More than ${maxBytes} bytes`);
    this.name = 'FileTooBig';
  }
}

export interface ReceiveOptions {
  directory: string;
  maxBytes: number;
  name: string;
  mime?: string | undefined;
}

/** Streams `source` to disk, hashing on the way. Throws FileTooBig past `maxBytes`, keeping nothing. */
export const receiveFile = async (
  source: Readable,
  { directory, maxBytes, name, mime }: ReceiveOptions,
): Promise<TemporaryFile> => {
  await mkdir(directory, { recursive: true });
  const path = join(directory, randomUUID());
  const hash = createHash('sha256');
  const discard = async (): Promise<void> => rm(path, { force: true });
  let size = 0;
  const meter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      size += chunk.length;
      if (size > maxBytes) return done(new FileTooBig(maxBytes));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(source, meter, createWriteStream(path, { flags: 'wx' }));
  } catch (error) {
    await discard();
    throw error;
  }
  const sha256 = hash.digest('hex');
  return { path, size, sha256, name, ...(mime !== undefined && { mime }), discard };
};
