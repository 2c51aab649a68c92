import { Transform } from 'node:stream';

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`);
  }
}

/** Passes bytes on and errors with `TooLarge` at the first one beyond `maxBytes`. */
export const bounded = (maxBytes: number, onChunk?: (chunk: Buffer) => void): Transform => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onChunk?.(chunk);
      if (bytes > maxBytes) done(new TooLarge(maxBytes));
      else done(null, chunk);
    },
  });
};

/** The whole content in memory; throws `TooLarge` beyond `maxBytes`. */
export const readBounded = async (
  content: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new TooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
