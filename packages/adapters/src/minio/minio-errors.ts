import { PortError } from '@aisha/core';

/** A server's or the system's own word for what went wrong; never an address. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code ?? /HTTP status: \d{3}/u.exec(error.message)?.[0] ?? error.name;
};

const missing: ReadonlySet<string> = new Set(['NoSuchKey', 'NotFound', 'NoSuchUpload']);

export const isMissing = (error: unknown): boolean => missing.has(codeOf(error));

export const notFound = (): PortError =>
  new PortError('storage.not-found', 'open a blob: no such key', { retryable: false });

export const tooLarge = (maxBytes: number): PortError =>
  new PortError('storage.too-large', `put a blob: more than ${maxBytes} bytes`, {
    retryable: false,
  });

export const corrupt = (why: string): PortError =>
  new PortError('storage.corrupt', `read a blob: ${why}`, { retryable: false });

/**
 * Runs a step at the server. All that it refuses passes when somebody puts it right: a server that is
 * away or busy, a bucket that is missing, a key that is not allowed. What the caller's own stream
 * throws is told as it is, and does not come here.
 */
export const atServer = async <T>(operation: string, step: () => Promise<T>): Promise<T> => {
  try {
    return await step();
  } catch (error) {
    if (error instanceof PortError) throw error;
    throw new PortError('storage.unavailable', `${operation}: ${codeOf(error)}`, {
      retryable: true,
      cause: error,
    });
  }
};
