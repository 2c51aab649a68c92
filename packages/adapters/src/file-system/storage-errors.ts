import { PortError } from '@aisha/core';

/** The operating system's codes for "there is no such file". */
const missing = new Set(['ENOENT', 'ENOTDIR']);

export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

export const isMissing = (error: unknown): boolean => missing.has(systemCode(error) ?? '');

/** A full disk, a lost mount, too many open files: all pass when somebody makes room. Paths stay out of the message. */
export const unavailable = (operation: string, error: unknown): PortError =>
  new PortError('storage.unavailable', `${operation}: ${systemCode(error) ?? 'failed'}`, {
    retryable: true,
    cause: error,
  });

/** Runs a step on the disk; what the system refuses becomes a `PortError`. */
export const onDisk = async <T>(operation: string, step: () => Promise<T>): Promise<T> => {
  try {
    return await step();
  } catch (error) {
    if (error instanceof PortError || systemCode(error) === undefined) throw error;
    throw unavailable(operation, error);
  }
};

export const notFound = (): PortError =>
  new PortError('storage.not-found', 'open a blob: no such key', { retryable: false });

export const tooLarge = (maxBytes: number): PortError =>
  new PortError('storage.too-large', `put a blob: more than ${maxBytes} bytes`, {
    retryable: false,
  });

export const corrupt = (why: string): PortError =>
  new PortError('storage.corrupt', `read a blob: ${why}`, { retryable: false });
