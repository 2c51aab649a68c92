import { isPortError, type LogFields } from '@aisha/core';
import { factsNow, withFacts } from '../async-context/index.ts';
import { noTracing, startTracing, type Span, type Tracing } from '../opentelemetry/index.ts';
import type { Metrics } from '../prometheus/metrics.ts';
import { noMetrics } from '../prometheus/no-metrics.ts';

/** What is told of a piece of work beside its result: it is counted, timed, a span, and known to every log line within. */
export type Telling = {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** What every log line says by itself. */
  readonly facts: () => LogFields;
  readonly job: <T extends { readonly type: string }>(
    job: ToldJob,
    run: () => Promise<T>,
  ) => Promise<T>;
  readonly update: <T>(update: ToldUpdate, handle: () => Promise<T>) => Promise<T>;
  /** `answer` answers the status. */
  readonly request: (request: ToldRequest, answer: () => Promise<number>) => Promise<void>;
  /** A call of somebody else's service. `nameOf` names its errors, where they are not ours: with few names. */
  readonly call: <T>(
    service: string,
    operation: string,
    call: () => Promise<T>,
    nameOf?: (error: unknown) => string,
  ) => Promise<T>;
};

export type ToldJob = {
  readonly name: string;
  readonly facts: LogFields;
  readonly traceparent?: string | undefined;
};
export type ToldUpdate = { readonly kind: string; readonly facts: LogFields };
export type ToldRequest = {
  readonly method: string;
  /** A route's pattern; never a path as it was asked for. */
  readonly route: string;
  readonly facts: LogFields;
  readonly traceparent?: string | undefined;
};

export type OpenTellingOptions = {
  /** What this process is called; undefined where nobody asks how it is, as of a command. */
  readonly role: string | undefined;
  /** Where traces go; undefined: nowhere. */
  readonly tracesTo: string | undefined;
  /** Writes a line of what was done; it is called within the work, and so knows what it is about. */
  readonly note: Note;
};

type Note = (fields: LogFields, message: string) => void;

export const openTelling = async ({
  role,
  tracesTo,
  note,
}: OpenTellingOptions): Promise<Telling> => {
  const metrics = role === undefined ? noMetrics : await watched(role);
  const service = `aisha-${role ?? 'cli'}`;
  const tracing =
    tracesTo === undefined ? noTracing : await startTracing({ endpoint: tracesTo, service });
  return tellingOf(metrics, tracing, note);
};

// Loaded only where it is used: who is never asked needs no counters.
const watched = async (role: string): Promise<Metrics> => {
  const { prometheusMetrics } = await import('../prometheus/index.ts');
  return prometheusMetrics({ role });
};

const tellingOf = (metrics: Metrics, tracing: Tracing, note: Note): Telling => {
  /** Work that begins here: nothing around it is known of it yet. */
  const begin = <T>(span: Span, run: () => Promise<T>): Promise<T> =>
    withFacts(span.attributes ?? {}, () => tracing.span(span, run));
  return {
    metrics,
    tracing,
    facts: () => {
      const traceId = tracing.traceparent()?.split('-')[1];
      return traceId === undefined ? factsNow() : { ...factsNow(), traceId };
    },
    job: ({ name, facts, traceparent }, run) =>
      begin({ name: `job ${name}`, kind: 'consumer', attributes: facts, parent: traceparent }, () =>
        timed(run, ({ type }, seconds) => {
          metrics.job(name, type, seconds);
          note({ outcome: type, ms: inMs(seconds) }, 'a job was run');
        }),
      ),
    update: ({ kind, facts }, handle) =>
      begin({ name: `update ${kind}`, kind: 'server', attributes: facts }, () =>
        timed(
          handle,
          (_, seconds) => {
            metrics.update(kind, 'ok', seconds);
            note({ kind, ms: inMs(seconds) }, 'an update was handled');
          },
          (error, seconds) => metrics.update(kind, codeOf(error), seconds),
        ),
      ),
    request: async ({ method, route, facts, traceparent }, answer) => {
      const attributes = { ...facts, method, route };
      const span: Span = { name: `${method} ${route}`, kind: 'server', attributes };
      await begin({ ...span, parent: traceparent }, () =>
        timed(
          answer,
          (status, seconds) => {
            metrics.request(route, status, seconds);
            note({ status, ms: inMs(seconds) }, 'a request was answered');
          },
          (_, seconds) => metrics.request(route, 500, seconds),
        ),
      );
    },
    call: callsOf(metrics, tracing),
  };
};

const callsOf =
  (metrics: Metrics, tracing: Tracing): Telling['call'] =>
  (service, operation, call, nameOf = codeOf) =>
    tracing.span({ name: `${service} ${operation}`, kind: 'client' }, () =>
      timed(
        call,
        (_, seconds) => metrics.call(service, operation, 'ok', seconds),
        (error, seconds) => metrics.call(service, operation, nameOf(error), seconds),
      ),
    );

const inMs = (seconds: number): number => Math.round(seconds * 1000);

/** An error's name among the few that there are: codes of ours, and everything else. */
const codeOf = (error: unknown): string => (isPortError(error) ? error.code : 'other');

const timed = async <T>(
  run: () => Promise<T>,
  done: (result: T, seconds: number) => void,
  failed: (error: unknown, seconds: number) => void = () => undefined,
): Promise<T> => {
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1000;
  try {
    const result = await run();
    done(result, seconds());
    return result;
  } catch (error) {
    failed(error, seconds());
    throw error;
  }
};
