import type { IncomingMessage } from 'node:http';
import type { ByteStream } from '@aisha/core';
import { BodyRefused } from '@aisha/adapters/request-body';

/** A photo of the largest size over a slow line. Nothing else that is sent may take as long. */
export const longestUploadMs = 60_000;

export type Upload = {
  readonly content: ByteStream;
  /** Why it ended before its end, where it did. */
  refusal(): BodyRefused | undefined;
};

/** The bytes of a request, no later than `maxMs`. Ends without hanging up, so that there still is a way to answer. */
export const uploadOf = (request: IncomingMessage, maxMs: number): Upload => {
  let refusal: BodyRefused | undefined;
  const content = async function* (): AsyncGenerator<Uint8Array> {
    const chunks = request.iterator({ destroyOnReturn: false });
    let giveUp: () => void = () => undefined;
    const late = new Promise<'late'>((resolve) => {
      giveUp = () => resolve('late');
    });
    const timer = setTimeout(giveUp, maxMs);
    try {
      for (;;) {
        const next = await Promise.race([chunks.next(), late]);
        if (next === 'late') {
          refusal = new BodyRefused('too-slow');
          throw refusal;
        }
        if (next.done) return;
        yield next.value as Uint8Array;
      }
    } finally {
      clearTimeout(timer);
    }
  };
  return { content: content(), refusal: () => refusal };
};
