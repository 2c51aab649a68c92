import type { Reply } from './http-reply.ts';
import { queuePosition } from './plan.ts';
import { renderOutput } from './render-output.ts';
import { logsOf } from './run-log.ts';
import { runStatus, type Run } from './run-record.ts';

/** The form of every answer follows https://docs.fal.ai/model-apis/model-endpoints/queue */
interface View {
  readonly run: Run;
  readonly runs: readonly Run[];
  readonly origin: string;
}

const urlsOf = ({ run, origin }: View) => {
  const response = `${origin}/${run.app}/requests/${run.requestId}`;
  return {
    request_id: run.requestId,
    response_url: response,
    status_url: `${response}/status`,
    cancel_url: `${response}/cancel`,
  };
};

const requestIdHeader = ({ requestId }: Run) => ({ 'x-fal-request-id': requestId });

export const acceptedReply = (view: View): Reply => ({
  status: 200,
  headers: requestIdHeader(view.run),
  json: {
    status: 'IN_QUEUE',
    ...urlsOf(view),
    // As it found the queue, however long it took to be kept.
    queue_position: queuePosition(view.run, view.runs, view.run.acceptedAt),
  },
});

const failureOf = ({ outcome }: Run) =>
  outcome?.ok === false
    ? {
        error: `Invalid status code: ${outcome.failure.status}`,
        error_type: outcome.failure.type,
      }
    : {};

const stateOf = ({ run, runs }: View, withLogs: boolean, now: number) => {
  const status = runStatus(run, now);
  if (status === 'IN_QUEUE') return { status, queue_position: queuePosition(run, runs, now) };
  const logs = withLogs ? { logs: logsOf(run, now) } : {};
  if (status === 'IN_PROGRESS') return { status, ...logs };
  const ms = Math.max(0, (run.completedAt ?? now) - run.startsAt);
  return { status, ...logs, metrics: { inference_time: ms / 1_000 }, ...failureOf(run) };
};

export const statusReply = (view: View, withLogs: boolean): Reply => {
  const state = stateOf(view, withLogs, Date.now());
  return {
    status: state.status === 'COMPLETED' ? 200 : 202,
    headers: requestIdHeader(view.run),
    json: { ...urlsOf(view), ...state },
  };
};

export const resultReply = ({ run, origin }: View): Reply => {
  const headers = requestIdHeader(run);
  const { outcome } = run;
  if (!outcome) return { status: 400, headers, json: { detail: 'Request is still in progress' } };
  if (outcome.ok) return { status: 200, headers, json: renderOutput(outcome.output, origin) };
  const { failure } = outcome;
  return {
    status: failure.status,
    headers: { ...headers, ...failure.headers },
    json: failure.body,
  };
};
