import type { Dispatcher } from 'undici';
import type { ByteStream } from '@aisha/core';
import { fromNetwork, tooLarge } from './fetch-errors.ts';

/** The content, which ends with `fetch.too-large` as soon as there is more of it than `maxBytes`. */
export const boundedBody = (
  { body, headers }: Pick<Dispatcher.ResponseData, 'body' | 'headers'>,
  maxBytes: number,
): ByteStream => {
  // An error before anybody reads, as at the deadline, is told to whoever reads later, or to nobody.
  body.on('error', () => undefined);
  if (Number(headers['content-length'] ?? 0) > maxBytes) {
    body.destroy();
    throw tooLarge(maxBytes);
  }
  return upTo(body, maxBytes);
};

async function* upTo(body: Dispatcher.ResponseData['body'], maxBytes: number): ByteStream {
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  } catch (error) {
    throw fromNetwork(error);
  } finally {
    body.destroy();
  }
}
