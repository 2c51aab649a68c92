/** Bytes in flight. May be consumed once; the consumer applies back-pressure by not asking for more. */
export type ByteStream = AsyncIterable<Uint8Array>;

export async function* streamOf(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/**
 * The first bytes of a stream, `count` or more where it has as many, and the stream as a whole. Either
 * the whole is read or `close` is called.
 */
export const peek = async (stream: ByteStream, count: number) => {
  const rest = stream[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let length = 0; length < count;) {
    const next = await rest.next();
    if (next.done) break;
    first.push(next.value);
    length += next.value.length;
  }
  const close = async (): Promise<void> => void (await rest.return?.());
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* first;
      for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
    } finally {
      await close();
    }
  }
  return { head: await gather(streamOf(...first)), whole: whole(), close };
};

/** Collects a stream whose length whoever opened it has bounded. */
export const gather = async (stream: ByteStream): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
};
