import { PortError, type RunFailure, type RunFailureCode } from '@aisha/core';
import { FalProblem, type FalAnswer } from './fal-problem.ts';
import { errorBodySchema } from './fal-schemas.ts';

/** Everything of fal's that goes wrong is put into our words here and nowhere else. */

export type FalOperation = 'submit' | 'status' | 'result' | 'cancel' | 'upload';

type KnownType = { readonly code: RunFailureCode; readonly retryable?: true };

/**
 * By `type`, never by message or status: https://docs.fal.ai/errors (what a model refuses) and
 * https://docs.fal.ai/model-apis/request-errors (what befalls the machinery round it).
 */
const knownTypes: ReadonlyMap<string, KnownType> = new Map<string, KnownType>([
  ['content_policy_violation', { code: 'content.blocked' }],
  ['no_media_generated', { code: 'provider.no-result' }],
  ['face_detection_error', { code: 'photos.no-face' }],
  ['image_load_error', { code: 'photos.unreadable' }],
  ['invalid_archive', { code: 'photos.unreadable' }],
  ['archive_file_count_below_minimum', { code: 'photos.too-few' }],
  ['image_too_small', { code: 'photos.bad-format' }],
  ['image_too_large', { code: 'photos.bad-format' }],
  ['image_aspect_ratio_error', { code: 'photos.bad-format' }],
  ['unsupported_image_format', { code: 'photos.bad-format' }],
  ['file_too_large', { code: 'photos.bad-format' }],
  ['archive_file_count_exceeds_maximum', { code: 'input.rejected' }],
  // What it could not download are our own uploads: nothing the person sent is at fault.
  ['file_download_error', { code: 'provider.failed' }],
  ['generation_timeout', { code: 'provider.timeout', retryable: true }],
  ['internal_server_error', { code: 'provider.failed', retryable: true }],
  ['downstream_service_error', { code: 'provider.failed', retryable: true }],
  ['downstream_service_unavailable', { code: 'provider.unavailable', retryable: true }],

  ['missing', { code: 'input.rejected' }],
  ['value_error', { code: 'input.rejected' }],
  ['one_of', { code: 'input.rejected' }],
  ['literal_error', { code: 'input.rejected' }],
  ['enum', { code: 'input.rejected' }],
  ['greater_than', { code: 'input.rejected' }],
  ['greater_than_equal', { code: 'input.rejected' }],
  ['less_than', { code: 'input.rejected' }],
  ['less_than_equal', { code: 'input.rejected' }],
  ['multiple_of', { code: 'input.rejected' }],
  ['sequence_too_short', { code: 'input.rejected' }],
  ['sequence_too_long', { code: 'input.rejected' }],
  ['string_too_short', { code: 'input.rejected' }],
  ['string_too_long', { code: 'input.rejected' }],
  ['feature_not_supported', { code: 'input.rejected' }],
  ['bad_request', { code: 'input.rejected' }],

  ['request_timeout', { code: 'provider.timeout', retryable: true }],
  ['startup_timeout', { code: 'provider.timeout', retryable: true }],
  ['runner_scheduling_failure', { code: 'provider.unavailable', retryable: true }],
  ['runner_connection_timeout', { code: 'provider.unavailable', retryable: true }],
  ['runner_connection_refused', { code: 'provider.unavailable', retryable: true }],
  ['runner_connection_error', { code: 'provider.unavailable', retryable: true }],
  ['runner_disconnected', { code: 'provider.unavailable', retryable: true }],
  ['runner_incomplete_response', { code: 'provider.failed', retryable: true }],
  ['runner_server_error', { code: 'provider.failed', retryable: true }],
  ['client_disconnected', { code: 'provider.failed', retryable: true }],
  ['internal_error', { code: 'provider.failed', retryable: true }],
]);

export type RunEnd =
  { readonly state: 'failed'; readonly failure: RunFailure } | { readonly state: 'cancelled' };

/** The run's end that a type names. An unknown type is the provider's failure, not to be repeated. */
export const endOfType = (type: string | undefined, retryHeader?: boolean): RunEnd => {
  if (type === 'client_cancelled') return { state: 'cancelled' };
  const known = type === undefined ? undefined : knownTypes.get(type);
  return {
    state: 'failed',
    failure: {
      code: known?.code ?? 'provider.failed',
      retryable: known?.retryable === true && retryHeader !== false,
      ...(type !== undefined && { providerType: forOperators(type) }),
    },
  };
};

/** The run's end that an error body tells, or undefined where it names no type. */
export const endOfBody = (body: unknown, retryHeader?: boolean): RunEnd | undefined => {
  const type = typeOfBody(body);
  return type === undefined ? undefined : endOfType(type, retryHeader);
};

/** As `endOfBody`, with what the headers of the answer add. */
export const endOfAnswer = ({ headers, body }: FalAnswer): RunEnd | undefined => {
  const retryHeader = booleanOf(headers['x-fal-retryable'] ?? headers['x-fal-needs-retry']);
  const type = headers['x-fal-error-type'];
  return endOfBody(body, retryHeader) ?? (type ? endOfType(type, retryHeader) : undefined);
};

/** Of several wrong fields, the first that has a name here. */
const typeOfBody = (body: unknown): string | undefined => {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { detail, error_type: errorType } = parsed.data;
  const types = Array.isArray(detail) ? detail.map(({ type }) => type).filter(Boolean) : [];
  return errorType ?? types.find((type) => knownTypes.has(type)) ?? types[0];
};

const booleanOf = (header: string | undefined): boolean | undefined =>
  header === undefined ? undefined : ['true', '1'].includes(header.toLowerCase());

/** A type is a word; anything else that stands in its place stays out of our records. */
const forOperators = (type: string): string => (/^[\w.-]{1,80}$/.test(type) ? type : 'unnamed');

/** What a caller of a port is told of a request that brought nothing. */
export const portErrorOf = (error: unknown, operation: FalOperation): PortError => {
  if (error instanceof PortError) return error;
  if (!(error instanceof FalProblem)) return unreadable(operation, error);
  const { reason } = error;
  switch (reason.type) {
    case 'not-sent':
      return failed('provider.unavailable', `fal ${operation}: no connection`, reason.cause);
    case 'lost':
      return lost(operation, 'no answer', reason.cause);
    case 'unreadable':
      return unreadable(operation, reason.cause);
    case 'foreign-address':
      return new PortError('provider.invalid-answer', `fal ${operation}: foreign address`, {
        retryable: false,
      });
    case 'answered':
      return refused(operation, reason.answer);
  }
};

const failed = (code: PortError['code'], message: string, cause: unknown): PortError =>
  new PortError(code, message, { retryable: true, cause });

/** A submit that may have been accepted must not be repeated by whoever hears of it. */
const lost = (operation: FalOperation, what: string, cause: unknown): PortError =>
  operation === 'submit'
    ? new PortError('provider.outcome-unknown', `fal submit: ${what}`, { retryable: false, cause })
    : failed('provider.unavailable', `fal ${operation}: ${what}`, cause);

const unreadable = (operation: FalOperation, cause: unknown): PortError =>
  operation === 'submit'
    ? lost(operation, 'unreadable answer', cause)
    : failed('provider.invalid-answer', `fal ${operation}: unreadable answer`, cause);

/** These come from the queue itself, which then has refused; every other 5xx may be a gateway's. */
const definiteServerErrors: ReadonlySet<number> = new Set([500, 501, 505]);

const refused = (operation: FalOperation, { status, headers, body }: FalAnswer): PortError => {
  const what = `HTTP ${status}`;
  const message = `fal ${operation}: ${what}`;
  if (status === 429) {
    const retryAfterMs = retryAfterOf(headers['retry-after']);
    return new PortError('provider.rate-limited', message, {
      retryable: true,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
  if (status === 402 || (status === 403 && isLocked(body))) {
    return failed('provider.balance-exhausted', message, undefined);
  }
  if (status === 401 || status === 403) {
    return new PortError('provider.unauthorized', message, { retryable: false });
  }
  // Behind a 502, 503 or 504 the queue may well have taken the request: the gateway does not know.
  if (status >= 500 && !definiteServerErrors.has(status)) {
    return lost(operation, what, undefined);
  }
  if (status >= 500 || status === 408) return failed('provider.unavailable', message, undefined);
  if (status < 400) return unreadable(operation, undefined);
  return new PortError('provider.rejected', message, { retryable: false });
};

/** The one thing that fal tells in words alone. */
const isLocked = (body: unknown): boolean => {
  const parsed = errorBodySchema.safeParse(body);
  const detail = parsed.success ? parsed.data.detail : undefined;
  return typeof detail === 'string' && /exhausted balance|user is locked/i.test(detail);
};

const longestWaitMs = 3_600_000;

/** Seconds or a date, as HTTP allows; an hour at most. */
const retryAfterOf = (header: string | undefined): number | undefined => {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWaitMs) : undefined;
};
