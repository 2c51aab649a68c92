import type { ByteStream } from '../shared/bytes.ts';

/** A stream of the given chunks, empty ones left out. */
export async function* streamOf(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) if (chunk.length > 0) yield chunk;
}

/** A stream that breaks after the given chunks. */
export async function* brokenStream(
  error: Error,
  ...chunks: readonly Uint8Array[]
): AsyncGenerator<Uint8Array> {
  yield* streamOf(...chunks);
  throw error;
}

/** Everything a stream has to give, in one piece. */
export const collect = async (stream: ByteStream): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(Uint8Array.from(chunk));
  return concat(chunks);
};

/** As `collect`; gives up, and answers undefined, past `maxBytes`. */
export const collectUpTo = async (
  stream: ByteStream,
  maxBytes: number,
): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(Uint8Array.from(chunk));
  }
  return concat(chunks);
};

export const concat = (chunks: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
};

/** `TextEncoder` belongs to the host, and core has none. */
export const utf8 = (text: string): Uint8Array => {
  const bytes: number[] = [];
  const encoded = encodeURIComponent(text.toWellFormed());
  for (let at = 0; at < encoded.length; at += 1) {
    if (encoded[at] === '%') {
      bytes.push(Number.parseInt(encoded.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(encoded.charCodeAt(at));
  }
  return Uint8Array.from(bytes);
};

/** The reverse of `utf8`. */
export const textOf = (bytes: Uint8Array): string =>
  decodeURIComponent([...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
