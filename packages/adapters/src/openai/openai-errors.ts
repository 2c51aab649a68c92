import { PortError } from '@aisha/core';
import { z } from 'zod';

/** As far as the SDK's errors tell of an answer. Their messages may repeat a prompt, so they go no further. */
type ApiHeaders = { get(name: string): string | null };

const apiError = z.object({
  status: z.number().int(),
  code: z.string().nullish().catch(undefined),
  type: z.string().nullish().catch(undefined),
  headers: z
    .custom<ApiHeaders>((value) => value instanceof Headers)
    .optional()
    .catch(undefined),
});
export type ApiError = z.output<typeof apiError>;

/** Undefined where there was no answer. */
export const apiErrorOf = (error: unknown): ApiError | undefined =>
  error instanceof Error ? apiError.safeParse(error).data : undefined;

export type OpenaiOperation = 'describe' | 'improve' | 'moderate' | 'transcribe';

/** What a caller of a port is told. @see https://platform.openai.com/docs/guides/error-codes */
export const portErrorOf = (error: unknown, operation: OpenaiOperation): PortError => {
  if (error instanceof PortError) return error;
  const answer = apiErrorOf(error);
  if (answer) return refused(answer, operation);
  if (error instanceof SyntaxError || error instanceof z.ZodError) {
    return failed('provider.invalid-answer', `openai ${operation}: unreadable answer`);
  }
  return failed('provider.unavailable', `openai ${operation}: no answer`);
};

const refused = (
  { status, code, type, headers }: ApiError,
  operation: OpenaiOperation,
): PortError => {
  const message = `openai ${operation}: HTTP ${status}`;
  // The account is empty: waiting fills it no more than asking again does.
  if (code === 'insufficient_quota' || type === 'insufficient_quota' || status === 402) {
    return new PortError('provider.balance-exhausted', message, { retryable: false });
  }
  const retryAfterMs = retryAfterOf(headers);
  if (status === 429) return failed('provider.rate-limited', message, retryAfterMs);
  if (status >= 500 || status === 408 || status === 409) {
    return failed('provider.unavailable', message, retryAfterMs);
  }
  if (status === 401 || status === 403) {
    return new PortError('provider.unauthorized', message, { retryable: false });
  }
  if (status < 400) return failed('provider.invalid-answer', message);
  return new PortError('provider.rejected', message, { retryable: false });
};

const failed = (code: PortError['code'], message: string, retryAfterMs?: number): PortError =>
  new PortError(code, message, {
    retryable: true,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });

const longestWaitMs = 600_000;

/** In milliseconds, in seconds, or as a date. */
const retryAfterOf = (headers: ApiHeaders | undefined): number | undefined => {
  const inMs = headers?.get('retry-after-ms');
  const header = headers?.get('retry-after');
  const ms = inMs
    ? Number(inMs)
    : header &&
      (/^\d{1,9}(\.\d+)?$/u.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now());
  return typeof ms === 'number' && Number.isFinite(ms)
    ? Math.min(Math.max(ms, 0), longestWaitMs)
    : undefined;
};
