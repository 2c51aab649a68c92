import type { IncomingMessage } from 'node:http';

export type BodyRefusal = 'too-large' | 'too-slow' | 'encoded' | 'broken';
export type ReadBody =
  | { readonly ok: true; readonly body: Uint8Array }
  | { readonly ok: false; readonly refusal: BodyRefusal };

export type BodyLimits = { readonly maxBytes: number; readonly maxMs: number };

/**
 * The bytes of a request, no more than `maxBytes` and no later than `maxMs`. Compressed bodies are
 * refused unread: the signature is over what was sent, and nobody who writes to us compresses.
 */
export const readBody = async (
  request: IncomingMessage,
  { maxBytes, maxMs }: BodyLimits,
): Promise<ReadBody> => {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return { ok: false, refusal: 'encoded' };
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    return { ok: false, refusal: 'too-large' };
  }
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    request.destroy();
  }, maxMs);
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of request as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes) return { ok: false, refusal: 'too-large' };
      chunks.push(chunk);
    }
    return { ok: true, body: Buffer.concat(chunks) };
  } catch {
    return { ok: false, refusal: late ? 'too-slow' : 'broken' };
  } finally {
    clearTimeout(timer);
  }
};
