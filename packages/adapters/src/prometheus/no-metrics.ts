import type { Metrics } from './metrics.ts';

/** For processes that nobody scrapes. */
export const noMetrics: Metrics = {
  update: () => undefined,
  request: () => undefined,
  webhook: () => undefined,
  hookDelivery: () => undefined,
  job: () => undefined,
  call: () => undefined,
  toldToWait: () => undefined,
  ask: () => undefined,
  watch: () => undefined,
  scrape: async () => ({ contentType: 'text/plain', body: '' }),
};
