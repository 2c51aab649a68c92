import { PortError } from '@aisha/core';

/** Far more than any answer that is asked for. */
const largestAnswer = 1024 * 1024;

/**
 * The `fetch` that the SDK is given: it follows no redirect, which would take the key and the photo
 * along, and reads no more than it may.
 */
export const boundedFetch: typeof fetch = async (input, init) => {
  const answer = await fetch(input, { ...init, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | null = answer.body;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > largestAnswer) {
      throw new PortError('provider.invalid-answer', 'openai: an answer without end', {
        retryable: true,
      });
    }
    chunks.push(chunk);
  }
  const { status, statusText, headers } = answer;
  const kept = new Headers(headers);
  // The body is decoded already.
  kept.delete('content-encoding');
  kept.delete('content-length');
  const hasBody = status !== 204 && status !== 304;
  return new Response(hasBody ? Buffer.concat(chunks) : null, {
    status,
    statusText,
    headers: kept,
  });
};
