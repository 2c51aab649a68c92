import { isPortError, type RunHandle, type RunObservation } from '@aisha/core';
import type { FalClient, FalResult } from './fal-client.ts';
import { portErrorOf } from './fal-errors.ts';
import { FalProblem } from './fal-problem.ts';
import { endOfAnswer, endOfBody, endOfType, type RunEnd } from './fal-run-ends.ts';
import type { FalStatus } from './fal-schemas.ts';

export type RunReading<Output> = {
  /** Undefined where the data is not what the endpoint documents. */
  parseOutput(data: unknown): Output | undefined;
  /** Reads progress from the log; without it the log is not asked for. */
  percentOf?: (logs: readonly { readonly message: string }[]) => number | undefined;
};

/** Asks how a run stands and, where it has ended, with what. */
export const observeRun = async <Output>(
  client: Pick<FalClient, 'status' | 'result'>,
  run: RunHandle,
  reading: RunReading<Output>,
): Promise<RunObservation<Output>> => {
  const status = await statusOf(client, run, reading.percentOf !== undefined);
  switch (status?.status) {
    case undefined:
      return { state: 'unknown' };
    case 'IN_QUEUE':
      return { state: 'queued', position: status.queue_position ?? undefined };
    case 'IN_PROGRESS':
      return { state: 'running', percent: reading.percentOf?.(status.logs ?? []) };
    case 'COMPLETED':
      return ended(status, await client.result(run), reading);
  }
};

/** A log can grow beyond what is read; the run must not be lost over its progress. */
const statusOf = (
  client: Pick<FalClient, 'status'>,
  run: RunHandle,
  logs: boolean,
): Promise<FalStatus | undefined> =>
  client.status(run, { logs }).catch((error: unknown) => {
    if (!logs || !isPortError(error, 'provider.invalid-answer')) throw error;
    return client.status(run, { logs: false });
  });

const ended = <Output>(
  status: FalStatus,
  result: FalResult,
  reading: RunReading<Output>,
): RunObservation<Output> => {
  if (result.ok) return succeeded(result.data, reading) ?? noResult;
  const end = endOfAnswer(result.answer);
  if (end) return withoutWork(status, end);
  // The status said so too, and keeps saying it when the result's details are gone.
  if (status.error_type || status.error) {
    return withoutWork(status, endOfType(status.error_type ?? undefined));
  }
  if (result.answer.status === 404 || result.answer.status === 410) return noResult;
  throw portErrorOf(new FalProblem({ type: 'answered', answer: result.answer }), 'result');
};

/** What was cancelled before it began is not billed. */
const withoutWork = ({ metrics }: FalStatus, end: RunEnd): RunEnd =>
  end.state === 'cancelled' && metrics && !metrics.inference_time
    ? { ...end, billing: 'free' }
    : end;

/** It ended well and left nothing, or nothing any more: results are kept for an hour at least. */
const noResult = {
  state: 'failed',
  failure: { code: 'provider.no-result', retryable: false },
  billing: 'maybe',
} as const;

const succeeded = <Output>(
  data: unknown,
  reading: RunReading<Output>,
): RunObservation<Output> | undefined => {
  const output = reading.parseOutput(data);
  return output === undefined ? undefined : { state: 'succeeded', output };
};

/**
 * Reads a webhook's payload. `unknown` where the payload itself does not tell all (fal leaves it out
 * when it could not be written as JSON; a cancelled run's bill is never in it): then asking does.
 */
export const interpretRun = <Output>(
  event: { readonly outcome: 'succeeded' | 'failed'; readonly payload: unknown },
  reading: RunReading<Output>,
): RunObservation<Output> => {
  if (event.payload === null || event.payload === undefined) return { state: 'unknown' };
  if (event.outcome === 'succeeded') {
    return succeeded(event.payload, reading) ?? { state: 'unknown' };
  }
  const end = endOfBody(event.payload) ?? endOfType(undefined);
  // Whether a cancelled run had begun, and so what it costs, only its status tells.
  return end.state === 'cancelled' ? { state: 'unknown' } : end;
};
