import type { Telling } from '@aisha/adapters/composition';
import type { Aisha, HealthCheck, Logger } from '@aisha/core';
import type { ApiOptions } from './api/options.ts';
import type { BodyLimits } from '@aisha/adapters/request-body';
import type { ScrapeMetrics } from './routes/metrics.ts';
import type { WebhookStatusOptions } from './routes/webhook-status.ts';
import type { WebhookWatch } from './webhook-watch.ts';

export type CreateServerOptions = {
  readonly receiveWebhook: Aisha['receiveWebhook'];
  readonly checks: readonly HealthCheck[];
  readonly logger: Logger;
  /** Counts what becomes of webhooks; one of its own when left out. */
  readonly watch?: WebhookWatch;
  /** How large and how slow a webhook may be; 4 MiB and 10 s by default, 8 MiB together. */
  readonly limits?: Partial<BodyLimits>;
  /** How long who is answered already may go on sending; 5 s by default. */
  readonly lingerMs?: number;
  /** How it goes with webhooks; without it there is no such page. */
  readonly webhookStatus?: Omit<WebhookStatusOptions, 'watch'>;
  /** What Prometheus is told; without it there is no such page. */
  readonly scrape?: ScrapeMetrics;
  /** What whoever looks at counts must send; without one it is enough to reach the port. */
  readonly metricsToken?: string | undefined;
  /** Takes note of every request. */
  readonly telling?: Pick<Telling, 'request'>;
  /** For other teams' services; without it there is no API. */
  readonly api?: ApiOptions;
};
