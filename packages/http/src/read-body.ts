import type { IncomingMessage } from 'node:http';

type BodyRefusal = 'too-large' | 'too-slow' | 'encoded' | 'broken';
export type ReadBody =
  | { readonly ok: true; readonly body: Uint8Array }
  | { readonly ok: false; readonly refusal: BodyRefusal };

export type BodyLimits = { readonly maxBytes: number; readonly maxMs: number };

/**
 * The bytes of a request, no more than `maxBytes` and no later than `maxMs`. Compressed bodies are
 * refused unread: the signature is over what was sent, and nobody who writes to us compresses. What
 * is refused is left unread, and the connection open for the answer.
 */
export const readBody = async (request: IncomingMessage, limits: BodyLimits): Promise<ReadBody> => {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return { ok: false, refusal: 'encoded' };
  if (Number(request.headers['content-length'] ?? 0) > limits.maxBytes) {
    return { ok: false, refusal: 'too-large' };
  }
  return collect(request, limits);
};

// Not `for await`: leaving that destroys the request, and with it the way back.
const collect = (request: IncomingMessage, { maxBytes, maxMs }: BodyLimits): Promise<ReadBody> =>
  new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const finish = (read: ReadBody): void => {
      clearTimeout(timer);
      request.off('data', take).pause();
      resolve(read);
    };
    const refuse = (refusal: BodyRefusal): void => finish({ ok: false, refusal });
    const take = (chunk: Uint8Array): void => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > maxBytes) refuse('too-large');
    };
    const timer = setTimeout(refuse, maxMs, 'too-slow');
    request.on('data', take);
    request.once('end', () => finish({ ok: true, body: Buffer.concat(chunks) }));
    request.once('error', () => refuse('broken'));
    request.once('close', () => refuse('broken'));
  });
