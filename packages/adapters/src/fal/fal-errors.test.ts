import { describe, expect, it } from 'vitest';
import { endOfAnswer, endOfBody, endOfType } from './fal-errors.ts';

const modelError = (...types: readonly string[]) => ({
  detail: types.map((type) => ({ loc: ['body'], msg: 'never read', type, url: 'u' })),
});

describe('a model error', () => {
  it.each([
    ['face_detection_error', 'photos.no-face'],
    ['image_load_error', 'photos.unreadable'],
    ['invalid_archive', 'photos.unreadable'],
    ['archive_file_count_below_minimum', 'photos.too-few'],
    ['image_too_small', 'photos.bad-format'],
    ['image_too_large', 'photos.bad-format'],
    ['image_aspect_ratio_error', 'photos.bad-format'],
    ['unsupported_image_format', 'photos.bad-format'],
    ['file_too_large', 'photos.bad-format'],
    ['archive_file_count_exceeds_maximum', 'input.rejected'],
    ['content_policy_violation', 'content.blocked'],
    ['no_media_generated', 'provider.no-result'],
    ['file_download_error', 'provider.failed'],
    ['greater_than', 'input.rejected'],
    ['one_of', 'input.rejected'],
    ['missing', 'input.rejected'],
    ['value_error', 'input.rejected'],
    ['never_heard_of', 'provider.failed'],
  ])('%s is %s and not worth repeating', (type, code) => {
    const failure = { code, retryable: false, providerType: type };
    expect(endOfBody(modelError(type))).toEqual({ state: 'failed', failure });
    const headers = { 'x-fal-retryable': 'true' };
    const answer = { status: 422, headers, body: modelError(type) };
    expect(endOfAnswer(answer)).toEqual({ state: 'failed', failure });
  });

  it.each([
    ['internal_server_error', 'provider.failed'],
    ['generation_timeout', 'provider.timeout'],
    ['downstream_service_error', 'provider.failed'],
    ['downstream_service_unavailable', 'provider.unavailable'],
  ])('%s is %s and worth repeating unless the header denies it', (type, code) => {
    const body = modelError(type);
    expect(endOfBody(body)).toMatchObject({ failure: { code, retryable: true } });
    for (const name of ['x-fal-retryable', 'x-fal-needs-retry']) {
      expect(endOfAnswer({ status: 500, headers: { [name]: 'false' }, body })).toMatchObject({
        failure: { retryable: false },
      });
    }
  });

  it('with several fields takes the first that has a name', () => {
    expect(endOfBody(modelError('odd_one', 'face_detection_error'))).toMatchObject({
      failure: { code: 'photos.no-face' },
    });
  });
});

describe('a request error', () => {
  it.each([
    ['request_timeout', 'provider.timeout', true],
    ['startup_timeout', 'provider.timeout', true],
    ['runner_scheduling_failure', 'provider.unavailable', true],
    ['runner_connection_timeout', 'provider.unavailable', true],
    ['runner_disconnected', 'provider.unavailable', true],
    ['runner_connection_refused', 'provider.unavailable', true],
    ['runner_connection_error', 'provider.unavailable', true],
    ['runner_incomplete_response', 'provider.failed', true],
    ['runner_server_error', 'provider.failed', true],
    ['client_disconnected', 'provider.failed', true],
    ['bad_request', 'input.rejected', false],
    ['internal_error', 'provider.failed', true],
  ])('%s is %s, retryable: %s', (type, code, retryable) => {
    const end = { state: 'failed', failure: { code, retryable, providerType: type } };
    expect(endOfBody({ detail: 'words', error_type: type })).toEqual(end);
    const headers = { 'x-fal-error-type': type };
    expect(endOfAnswer({ status: 504, headers, body: undefined })).toEqual(end);
  });

  it('client_cancelled is a cancellation, not a failure', () => {
    expect(endOfType('client_cancelled')).toEqual({ state: 'cancelled' });
  });
});

describe('an answer without a type', () => {
  it.each([undefined, null, 'text', 7, [], {}, { detail: 'words' }, { detail: [] }])(
    'tells nothing of the run: %j',
    (body) => expect(endOfBody(body)).toBeUndefined(),
  );

  it('leaves prose out of our records', () => {
    expect(endOfType('a sentence with a name in it')).toMatchObject({
      failure: { providerType: 'unnamed' },
    });
  });
});
