import { Container } from 'inversify';
import type Koa from 'koa';
import type { Aisha, IdempotentRequests, Ids, RateLimiter, WebhookVerifier } from '@aisha/core';
import {
  absentFileSource,
  absentNotifier,
  absentOperators,
  absentTraces,
  bindAdapters,
  provideValue,
  tokens,
  type Resources,
  type SharedSettings,
} from '@aisha/adapters/composition';
import type { ApiOptions } from './api/options.ts';
import { createServer } from './create-server.ts';
import type { CreateServerOptions } from './server-options.ts';
import type { HttpSettings } from './settings.ts';
import { watchWebhooks } from './webhook-watch.ts';

type HttpOwn = SharedSettings & Partial<Pick<HttpSettings, 'metricsToken' | 'requestsPerMinute'>>;

const minute = 60_000;

/** The http app's parts, put together. */
export const composeHttp = (
  settings: HttpOwn,
  resources: Resources,
  own: Pick<CreateServerOptions, 'limits' | 'watch'> = {},
): Koa => {
  const container = new Container();
  bindAdapters(container, settings, resources);
  provideValue(container, tokens.files, absentFileSource);
  provideValue(container, tokens.notifier, absentNotifier);
  provideValue(container, tokens.operators, absentOperators);
  provideValue(container, tokens.traces, absentTraces);
  const aisha = container.get<Aisha>(tokens.aisha);
  const { receiveWebhook, measureLag } = aisha;
  const { health: checks, logger, telling } = resources;
  const { metrics } = telling;
  const watch = watchWebhooks({ logger, count: metrics.webhook });
  const scrape = () => metrics.scrape();
  const verifier = container.get<WebhookVerifier>(tokens.webhookVerifier);
  const webhookStatus = { measureLag, keysFetchedAt: () => verifier.keysFetchedAt?.() };
  const api = apiOf(container, aisha, { ...settings, linkTo: resources.linkTo });
  const { metricsToken } = settings;
  const parts = { receiveWebhook, checks, logger, watch, scrape, telling, metricsToken };
  return createServer({ ...parts, webhookStatus, api, ...own });
};

const apiOf = (
  container: Container,
  aisha: Aisha,
  { policy, requestsPerMinute, linkTo }: HttpOwn & Pick<ApiOptions, 'linkTo'>,
): ApiOptions => ({
  aisha,
  policy,
  linkTo,
  requests: container.get<IdempotentRequests>(tokens.idempotentRequests),
  ids: container.get<Ids>(tokens.ids),
  limiter: container.get<RateLimiter>(tokens.limiter),
  ...(requestsPerMinute !== undefined && {
    limit: { count: requestsPerMinute, windowMs: minute },
  }),
});
