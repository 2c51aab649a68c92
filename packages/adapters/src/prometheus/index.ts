export { prometheusMetrics } from './metrics.ts';
export type { Metrics, PrometheusMetricsOptions, Scrape } from './metrics.ts';
export { noMetrics } from './no-metrics.ts';
export type { Dependency } from './dependencies.ts';
export type { Figures } from './figures.ts';
