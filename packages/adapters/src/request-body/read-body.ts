import type { IncomingMessage } from 'node:http';

export type BodyRefusal = 'too-large' | 'too-slow' | 'encoded' | 'broken' | 'too-many';

/** A body that is not read, or not to its end. */
export class BodyRefused extends Error {
  readonly refusal: BodyRefusal;

  constructor(refusal: BodyRefusal) {
    super(`a body was refused: ${refusal}`);
    this.name = 'BodyRefused';
    this.refusal = refusal;
  }
}

export type BodyLimits = {
  readonly maxBytes: number;
  readonly maxMs: number;
  /** All bodies together that are in memory at a time. */
  readonly maxBytesTogether: number;
};

/**
 * What the head of a request says against its body already. Compressed bodies are refused unread:
 * what is signed is what was sent, and nobody who writes to us compresses.
 */
export const refusedByHead = (
  { headers }: IncomingMessage,
  { maxBytes }: BodyLimits,
): BodyRefusal | undefined => {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return 'encoded';
  return Number(headers['content-length'] ?? 0) > maxBytes ? 'too-large' : undefined;
};

/** As much of a refused body is read and thrown away for the sake of its connection. */
const littleBytes = 64 * 1024;

/** Whether so much of a body may still come that it is better to hang up than to wait for its end. */
export const hasMuchLeft = ({ complete, headers }: IncomingMessage): boolean => {
  const endless = headers['transfer-encoding'] !== undefined;
  return !complete && (endless || Number(headers['content-length'] ?? 0) > littleBytes);
};

export type Bodies = {
  /**
   * The bytes of a request, no more than `maxBytes` and no later than `maxMs`. Throws `BodyRefused`
   * otherwise; the connection stays open for the answer then.
   */
  read(request: IncomingMessage): Promise<Uint8Array>;
  /** The request is answered: its bytes no longer count. */
  release(request: IncomingMessage): void;
};

/** Reads bodies, and counts what all of them hold together. */
export const readBodies = (limits: BodyLimits): Bodies => {
  const held = new Map<IncomingMessage, number>();
  let together = 0;
  const hold = (request: IncomingMessage, bytes: number): BodyRefusal | undefined => {
    const all = (held.get(request) ?? 0) + bytes;
    held.set(request, all);
    together += bytes;
    if (all > limits.maxBytes) return 'too-large';
    return together > limits.maxBytesTogether ? 'too-many' : undefined;
  };
  return {
    read: (request) => collect(request, limits.maxMs, (bytes) => hold(request, bytes)),
    release: (request) => {
      together -= held.get(request) ?? 0;
      held.delete(request);
    },
  };
};

// Not `for await`: leaving that destroys the request, and with it the way back.
const collect = (
  request: IncomingMessage,
  maxMs: number,
  hold: (bytes: number) => BodyRefusal | undefined,
): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('error', broken).off('close', broken);
      settle();
    };
    const refuse = (refusal: BodyRefusal): void =>
      finish(() => {
        request.pause();
        reject(new BodyRefused(refusal));
      });
    const broken = (): void => refuse('broken');
    const end = (): void => {
      const [only] = chunks;
      finish(() => resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks)));
    };
    const take = (chunk: Uint8Array): void => {
      chunks.push(chunk);
      const refusal = hold(chunk.length);
      if (refusal) refuse(refusal);
    };
    const timer = setTimeout(refuse, maxMs, 'too-slow');
    request.on('data', take).on('end', end).on('error', broken).on('close', broken);
  });
