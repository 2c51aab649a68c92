import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { dependencyGauge, type Dependency } from './dependencies.ts';
import { figureGauges, type Figures } from './figures.ts';
import { keptFor } from './kept-for.ts';

export type Scrape = { readonly contentType: string; readonly body: string };

/**
 * What this process counts. Labels are names of our own making (of routes, jobs, codes), never ids,
 * so that their number stays small whoever comes.
 */
export type Metrics = {
  /** Something a person did, handled. */
  readonly update: (kind: string, outcome: string, seconds: number) => void;
  readonly request: (route: string, status: number, seconds: number) => void;
  /** What became of a webhook. */
  readonly webhook: (verdict: string, times?: number) => void;
  /** What came of telling another team's service something, once. */
  readonly hookDelivery: (outcome: string) => void;
  readonly job: (name: string, outcome: string, seconds: number) => void;
  /** A call of somebody else's service. */
  readonly call: (service: string, operation: string, outcome: string, seconds: number) => void;
  /** Telegram said "too many requests". */
  readonly toldToWait: (method: string, seconds: number) => void;
  /** Figures that everybody shares are asked for when somebody scrapes, and kept for some seconds. */
  readonly ask: (figures: () => Promise<Figures>) => void;
  /** What this process needs is looked at when somebody scrapes, and not again for some seconds. */
  readonly watch: (dependencies: () => Promise<readonly Dependency[]>) => void;
  readonly scrape: () => Promise<Scrape>;
};

export type PrometheusMetricsOptions = {
  /** What this process is called: `bot`, `http`, `worker` or `all`. */
  readonly role: string;
  /** How long figures of the database, and what was seen of what we need, are good for, in milliseconds. */
  readonly figuresKeptMs?: number;
};

const short = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const long = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

export const prometheusMetrics = ({
  role,
  figuresKeptMs = 10_000,
}: PrometheusMetricsOptions): Metrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ role });
  collectDefaultMetrics({ register: registry });
  const meters = metersOn(registry);
  const gauges = figureGauges(registry);
  const needed = dependencyGauge(registry);

  return {
    update: (kind, outcome, seconds) => meters.updates.observe({ kind, outcome }, seconds),
    request: (route, status, seconds) => meters.requests.observe({ route, status }, seconds),
    webhook: (verdict, times = 1) => meters.webhooks.inc({ verdict }, times),
    hookDelivery: (outcome) => meters.deliveries.inc({ outcome }),
    // Not `job`: Prometheus gives its targets a label of that name, and sets ours aside.
    job: (queue, outcome, seconds) => meters.jobs.observe({ queue, outcome }, seconds),
    call: (service, operation, outcome, seconds) =>
      meters.calls.observe({ service, operation, outcome }, seconds),
    toldToWait: (method, seconds) => {
      meters.waits.inc({ method });
      meters.waited.inc({ method }, seconds);
    },
    ask: (figures) => gauges.ask(keptFor(figuresKeptMs, figures)),
    watch: (dependencies) => needed.watch(keptFor(figuresKeptMs, dependencies)),
    scrape: async () => {
      await Promise.all([gauges.refresh(), needed.refresh()]);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
};

const metersOn = (registry: Registry) => {
  const counter = counterOn(registry);
  const histogram = histogramOn(registry);
  return {
    webhooks: counter('webhooks_total', 'Webhooks of the provider, by verdict', ['verdict']),
    deliveries: counter(
      'hook_deliveries_total',
      'Tries to tell a service of another team something, by outcome',
      ['outcome'],
    ),
    waits: counter(
      'telegram_too_many_requests_total',
      'How often Telegram asked to wait, by method',
      ['method'],
    ),
    waited: counter('telegram_wait_seconds_total', 'How long Telegram asked to wait, in all', [
      'method',
    ]),
    updates: histogram(
      'update_duration_seconds',
      'Handling what a person did, by its kind and outcome',
      ['kind', 'outcome'],
      short,
    ),
    requests: histogram(
      'http_request_duration_seconds',
      'Answering a request, by route and status',
      ['route', 'status'],
      short,
    ),
    jobs: histogram(
      'job_duration_seconds',
      'Running a job, by its name and outcome',
      ['queue', 'outcome'],
      long,
    ),
    calls: histogram(
      'call_duration_seconds',
      "Calling somebody else's service, by operation and outcome",
      ['service', 'operation', 'outcome'],
      long,
    ),
  };
};

const prefix = 'aisha_';

const counterOn =
  (registry: Registry) =>
  <const Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter<Label>({ name: `${prefix}${name}`, help, labelNames, registers: [registry] });

const histogramOn =
  (registry: Registry) =>
  <const Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: number[],
  ) =>
    new Histogram<Label>({
      name: `${prefix}${name}`,
      help,
      labelNames,
      buckets,
      registers: [registry],
    });
