export const portErrorCodes = [
  'provider.rate-limited',
  'provider.unavailable',
  'provider.balance-exhausted',
  'provider.unauthorized',
  'provider.rejected',
  'provider.outcome-unknown',
  'provider.invalid-answer',
  'storage.unavailable',
  'storage.not-found',
  'storage.too-large',
  'storage.corrupt',
  'database.unavailable',
  'database.conflict',
  'queue.unavailable',
  'fetch.forbidden',
  'fetch.failed',
  'fetch.too-large',
  'messenger.rate-limited',
  'messenger.unavailable',
  'messenger.blocked',
  'messenger.rejected',
  'file.unavailable',
  'file.too-large',
  'file.damaged',
] as const;

export type PortErrorCode = (typeof portErrorCodes)[number];

export type PortErrorOptions = {
  /** Whether the same call may succeed later without anybody changing anything. */
  retryable: boolean;
  /** What the other side asked us to wait, in milliseconds. */
  retryAfterMs?: number;
  cause?: unknown;
};

/**
 * The world behind a port failed. The message names the operation and never carries a secret,
 * a prompt or a person's data.
 */
export class PortError extends Error {
  readonly code: PortErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: PortErrorCode, message: string, options: PortErrorOptions) {
    super(message, { cause: options.cause });
    this.name = 'PortError';
    this.code = code;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export const isPortError = <Code extends PortErrorCode = PortErrorCode>(
  error: unknown,
  code?: Code,
): error is PortError & { readonly code: Code } =>
  error instanceof PortError && (code === undefined || error.code === code);
