import { describe, expect, it } from 'vitest';
import { PortError, type ProviderRequestId, type RunHandle } from '@aisha/core';
import type { FalClient, FalResult } from './fal-client.ts';
import { interpretRun, observeRun, type RunReading } from './fal-runs.ts';
import { statusSchema } from './fal-schemas.ts';

const run: RunHandle = { endpoint: 'fal-ai/x', requestId: 'r' as ProviderRequestId };
const reading: RunReading<string> = {
  parseOutput: (data) => (typeof data === 'string' ? data : undefined),
};

const clientWith = (
  status: unknown,
  result: FalResult = { ok: true, data: 'weights' },
): Pick<FalClient, 'status' | 'result'> => ({
  status: async () => (status === undefined ? undefined : statusSchema.parse(status)),
  result: async () => result,
});

const failedWith = (status: number, body: unknown, headers = {}): FalResult => ({
  ok: false,
  answer: { status, body, headers },
});

describe('a run that is asked about', () => {
  it.each([
    [undefined, { state: 'unknown' }],
    [
      { status: 'IN_QUEUE', queue_position: 2 },
      { state: 'queued', position: 2 },
    ],
    [{ status: 'IN_QUEUE' }, { state: 'queued', position: undefined }],
    [
      { status: 'IN_QUEUE', queue_position: 'many' },
      { state: 'queued', position: undefined },
    ],
    [
      { status: 'IN_PROGRESS', logs: null },
      { state: 'running', percent: undefined },
    ],
    [{ status: 'COMPLETED' }, { state: 'succeeded', output: 'weights' }],
  ])('with status %j stands so', async (status, observation) => {
    expect(await observeRun(clientWith(status), run, reading)).toEqual(observation);
  });

  it('tells how far it is where its log tells', async () => {
    const status = { status: 'IN_PROGRESS', logs: [{ message: '7%' }, { message: 3 }] };
    const percentOf = (logs: readonly unknown[]) => logs.length;
    expect(await observeRun(clientWith(status), run, { ...reading, percentOf })).toEqual({
      state: 'running',
      percent: 2,
    });
  });

  it('has failed where its result is an error', async () => {
    const body = { detail: [{ type: 'face_detection_error', loc: [], msg: '' }] };
    const client = clientWith({ status: 'COMPLETED', error: 'x' }, failedWith(422, body));
    expect(await observeRun(client, run, reading)).toMatchObject({
      state: 'failed',
      failure: { code: 'photos.no-face' },
    });
  });

  it('has failed by its status where the details are gone', async () => {
    const status = { status: 'COMPLETED', error: 'gone', error_type: 'runner_server_error' };
    expect(await observeRun(clientWith(status, failedWith(404, {})), run, reading)).toMatchObject({
      state: 'failed',
      failure: { code: 'provider.failed', providerType: 'runner_server_error' },
    });
  });

  it('has been cancelled where its error says so', async () => {
    const body = { detail: 'x', error_type: 'client_cancelled' };
    const client = clientWith({ status: 'COMPLETED' }, failedWith(499, body));
    expect(await observeRun(client, run, reading)).toEqual({
      state: 'cancelled',
      billing: 'maybe',
    });
  });

  it.each([
    [null, 'free'],
    [0, 'free'],
    [3.2, 'maybe'],
  ])('and cancelled after %j seconds of work is %s', async (seconds, billing) => {
    const body = { detail: 'x', error_type: 'client_cancelled' };
    const status = { status: 'COMPLETED', metrics: { inference_time: seconds } };
    const client = clientWith(status, failedWith(499, body));
    expect(await observeRun(client, run, reading)).toEqual({ state: 'cancelled', billing });
    const bare = { ...status, error: 'x', error_type: 'client_cancelled' };
    expect(await observeRun(clientWith(bare, failedWith(404, {})), run, reading)).toEqual({
      state: 'cancelled',
      billing,
    });
  });

  it.each([404, 410])('leaves no result once fal forgot it (%i)', async (status) => {
    const client = clientWith({ status: 'COMPLETED' }, failedWith(status, { detail: 'no' }));
    expect(await observeRun(client, run, reading)).toEqual({
      state: 'failed',
      failure: { code: 'provider.no-result', retryable: false },
      billing: 'maybe',
    });
  });

  it('leaves no result where the output is not what was documented', async () => {
    const client = clientWith({ status: 'COMPLETED' }, { ok: true, data: { other: 1 } });
    expect(await observeRun(client, run, reading)).toMatchObject({
      failure: { code: 'provider.no-result' },
    });
  });

  it.each([
    [502, 'provider.unavailable'],
    [429, 'provider.rate-limited'],
    [401, 'provider.unauthorized'],
  ])('is not blamed for HTTP %i of the queue itself', async (status, code) => {
    const client = clientWith({ status: 'COMPLETED' }, failedWith(status, undefined));
    await expect(observeRun(client, run, reading)).rejects.toMatchObject({ code });
  });
});

describe('a run whose log cannot be read', () => {
  it('is asked about without it', async () => {
    const asked: boolean[] = [];
    const client: Pick<FalClient, 'status' | 'result'> = {
      ...clientWith(undefined),
      status: async (_, { logs }) => {
        asked.push(logs);
        if (logs) throw new PortError('provider.invalid-answer', 'too long', { retryable: true });
        return { status: 'COMPLETED' };
      },
    };
    const withLog = { ...reading, percentOf: () => 1 };
    expect(await observeRun(client, run, withLog)).toMatchObject({ state: 'succeeded' });
    expect(asked).toEqual([true, false]);
  });
});

describe('a run that a webhook tells of', () => {
  it('has succeeded with its payload', () => {
    const event = { outcome: 'succeeded', payload: 'weights' } as const;
    expect(interpretRun(event, reading)).toEqual({ state: 'succeeded', output: 'weights' });
  });

  it('has failed with its payload', () => {
    const payload = { detail: [{ type: 'content_policy_violation' }] };
    expect(interpretRun({ outcome: 'failed', payload }, reading)).toMatchObject({
      failure: { code: 'content.blocked', retryable: false },
    });
  });

  it('has failed where the payload gives no reason', () => {
    const event = { outcome: 'failed', payload: { detail: 'Oh no' } } as const;
    expect(interpretRun(event, reading)).toEqual({
      state: 'failed',
      failure: { code: 'provider.failed', retryable: false },
      billing: 'maybe',
    });
  });

  it.each([
    { outcome: 'succeeded', payload: null },
    { outcome: 'succeeded', payload: undefined },
    { outcome: 'failed', payload: null },
    { outcome: 'succeeded', payload: { other: 'shape' } },
    { outcome: 'failed', payload: { detail: 'x', error_type: 'client_cancelled' } },
  ] as const)('must be asked about where the payload does not tell all: %j', (event) => {
    expect(interpretRun(event, reading)).toEqual({ state: 'unknown' });
  });
});
