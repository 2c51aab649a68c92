import type { RunFailureCode } from '@aisha/core';

type KnownType = {
  readonly code: RunFailureCode;
  /** Worth repeating, unless the answer's own header denies it. */
  readonly retryable?: true;
  /** fal answers it with a 5xx, which it does not bill; whether it bills a 4xx depends on the model. */
  readonly free?: true;
};

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
  ['generation_timeout', { code: 'provider.timeout', retryable: true, free: true }],
  ['internal_server_error', { code: 'provider.failed', retryable: true, free: true }],
  ['downstream_service_error', { code: 'provider.failed', retryable: true }],
  ['downstream_service_unavailable', { code: 'provider.unavailable', retryable: true, free: true }],

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

  ['request_timeout', { code: 'provider.timeout', retryable: true, free: true }],
  ['startup_timeout', { code: 'provider.timeout', retryable: true, free: true }],
  ['runner_scheduling_failure', { code: 'provider.unavailable', retryable: true, free: true }],
  ['runner_connection_timeout', { code: 'provider.unavailable', retryable: true, free: true }],
  ['runner_connection_refused', { code: 'provider.unavailable', retryable: true, free: true }],
  ['runner_connection_error', { code: 'provider.unavailable', retryable: true, free: true }],
  ['runner_disconnected', { code: 'provider.unavailable', retryable: true, free: true }],
  ['runner_incomplete_response', { code: 'provider.failed', retryable: true, free: true }],
  ['runner_server_error', { code: 'provider.failed', retryable: true, free: true }],
  ['client_disconnected', { code: 'provider.failed', retryable: true }],
  ['internal_error', { code: 'provider.failed', retryable: true, free: true }],
]);

/** What a type of fal's means; undefined for one that nobody here has heard of. */
export const knownType = (type: string | undefined): KnownType | undefined =>
  type === undefined ? undefined : knownTypes.get(type);
