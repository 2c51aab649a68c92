import { describe, expect, it } from 'vitest';
import { endOfAnswer, endOfBody, endOfType } from './fal-run-ends.ts';

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
    const end = { state: 'failed', failure, billing: 'maybe' };
    expect(endOfBody(modelError(type))).toEqual(end);
    const headers = { 'x-fal-retryable': 'true' };
    const answer = { status: 422, headers, body: modelError(type) };
    expect(endOfAnswer(answer)).toEqual(end);
    // What breaks on fal's side is free, whatever it is called.
    expect(endOfAnswer({ ...answer, status: 500 })).toMatchObject({ billing: 'free' });
  });

  it.each([
    ['internal_server_error', 'provider.failed', 'free'],
    ['generation_timeout', 'provider.timeout', 'free'],
    ['downstream_service_error', 'provider.failed', 'maybe'],
    ['downstream_service_unavailable', 'provider.unavailable', 'free'],
  ])('%s is %s and worth repeating unless the header denies it', (type, code, billing) => {
    const body = modelError(type);
    expect(endOfBody(body)).toMatchObject({ failure: { code, retryable: true }, billing });
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

describe('a photo at fault', () => {
  const detail = (parts: Readonly<Record<string, unknown>>, type = 'face_detection_error') => ({
    detail: [{ loc: ['body', 'images_data_url'], msg: 'no face', type, ...parts }],
  });

  it.each([
    ['ctx', { ctx: { file_name: '007.jpg' } }],
    ['loc', { loc: ['body', 'images_data_url', '007.jpg'] }],
    ['input', { input: 'photos/007.jpg' }],
    ['input, as the trainer unpacked it', { input: '/tmp/x7fe/images/007.png' }],
    ['a list in ctx', { ctx: { files: [{ name: 'C:\\in\\007.webp' }] } }],
    ['the message alone', { msg: 'Could not detect a face in 007.jpg.' }],
  ])('is told where %s names its file', (_, parts) => {
    expect(endOfBody(detail(parts))).toMatchObject({
      failure: { code: 'photos.no-face', photoNumber: 7 },
    });
  });

  it.each([
    ['no file', {}],
    ['the whole archive', { input: 'https://v3.fal.media/files/007/photos.zip' }],
    ['a file that is none of ours', { ctx: { file_name: 'IMG_2007.jpg' } }],
    ['a file with no such number', { ctx: { file_name: '000.jpg' } }],
    ['something within something', { ctx: { a: { b: { c: { d: { e: '007.jpg' } } } } } }],
  ])('is not guessed where %s is named', (_, parts) => {
    const end = endOfBody(detail(parts));
    expect(end?.state === 'failed' && end.failure.photoNumber).toBe(undefined);
  });

  it('is nobody’s where the order itself was wrong', () => {
    const end = endOfBody(detail({ msg: 'No caption for 003.jpg' }, 'value_error'));
    expect(end).toMatchObject({ failure: { code: 'input.rejected' } });
    expect(end?.state === 'failed' && end.failure.photoNumber).toBe(undefined);
  });

  it('is the one of the detail that tells why', () => {
    const other = { type: 'odd_one', ctx: { file_name: '001.jpg' } };
    const { detail: details } = detail({ ctx: { file_name: '012.jpg' } });
    expect(endOfBody({ detail: [other, ...details] })).toMatchObject({
      failure: { photoNumber: 12 },
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
    const failure = { code, retryable, providerType: type };
    const billing = ['bad_request', 'client_disconnected'].includes(type) ? 'maybe' : 'free';
    const end = { state: 'failed', failure, billing };
    expect(endOfBody({ detail: 'words', error_type: type })).toEqual(end);
    const headers = { 'x-fal-error-type': type };
    expect(endOfAnswer({ status: 499, headers, body: undefined })).toEqual(end);
  });

  it('client_cancelled is a cancellation, not a failure', () => {
    expect(endOfType('client_cancelled')).toEqual({ state: 'cancelled', billing: 'maybe' });
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
