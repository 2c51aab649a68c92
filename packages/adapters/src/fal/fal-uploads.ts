import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PortError, type ByteStream } from '@aisha/core';
import type { FalClient, FileLifetime } from './fal-client.ts';

export type FalUpload = {
  readonly name: string;
  readonly contentType: string;
  /** Refused with `storage.too-large` beyond. */
  readonly maxBytes: number;
  readonly kept: FileLifetime;
};

/**
 * Hands a stream to fal's storage. The client wants the whole file, so it waits on disk meanwhile,
 * in a folder of its own that nobody else can read, and is read from there piece by piece.
 */
export const uploadStream = async (
  client: FalClient,
  content: ByteStream,
  { name, contentType, maxBytes, kept }: FalUpload,
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-upload-'));
  try {
    const path = join(folder, 'content');
    const file = createWriteStream(path, { mode: 0o600 });
    await pipeline(Readable.from(bounded(content, maxBytes)), file);
    const blob = await openAsBlob(path, { type: contentType });
    return await client.upload(new File([blob], name, { type: contentType }), { kept });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function* bounded(content: ByteStream, maxBytes: number): ByteStream {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new PortError('storage.too-large', `fal upload: more than ${maxBytes} bytes`, {
        retryable: false,
      });
    }
    yield chunk;
  }
}
