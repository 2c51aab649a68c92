import { createHash } from 'node:crypto';
import type { ByteStream, Sha256 } from '@aisha/core';
import { tooLarge } from './minio-errors.ts';

/** The least that S3 takes for a part, and so the most that one upload keeps in memory. */
const partBytes = 5 * 1024 * 1024;

/** Hashing is synchronous: pieces keep a large chunk from holding up everybody else. */
const pieceBytes = 256 * 1024;

export type Measured = { readonly sha256: Sha256; readonly bytes: number };

/**
 * Cuts a stream into parts of one size, the last may be smaller, and measures it on the way. Two parts
 * share all the memory there is: a part is good until the next but one is asked for.
 */
export const partsOf = (content: ByteStream, maxBytes: number) => {
  const hash = createHash('sha256');
  let bytes = 0;

  async function* parts(): AsyncGenerator<Buffer> {
    const buffers = [Buffer.alloc(0), Buffer.alloc(0)];
    const nextBuffer = (): Buffer => {
      const [oldest = Buffer.alloc(0)] = buffers.splice(0, 1);
      const buffer = oldest.length > 0 ? oldest : Buffer.allocUnsafeSlow(partBytes);
      buffers.push(buffer);
      return buffer;
    };
    let part = nextBuffer();
    let filled = 0;
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      for (let at = 0; at < chunk.length;) {
        const piece = chunk.subarray(at, at + Math.min(pieceBytes, partBytes - filled));
        hash.update(piece);
        part.set(piece, filled);
        filled += piece.length;
        at += piece.length;
        if (filled < partBytes) continue;
        yield part;
        part = nextBuffer();
        filled = 0;
      }
    }
    if (filled > 0) yield part.subarray(0, filled);
  }

  return {
    parts: parts(),
    /** Of what was read; all of it once the parts have ended. */
    measured: (): Measured => ({ sha256: hash.digest('hex') as Sha256, bytes }),
  };
};
