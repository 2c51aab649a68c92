import { Container } from 'inversify';
import type Koa from 'koa';
import type { Aisha } from '@aisha/core';
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
import { createServer, type CreateServerOptions } from './create-server.ts';

/** The http app's parts, put together. */
export const composeHttp = (
  settings: SharedSettings,
  resources: Resources,
  own: Pick<CreateServerOptions, 'limits' | 'watch'> = {},
): Koa => {
  const container = new Container();
  bindAdapters(container, settings, resources);
  provideValue(container, tokens.files, absentFileSource);
  provideValue(container, tokens.notifier, absentNotifier);
  provideValue(container, tokens.operators, absentOperators);
  provideValue(container, tokens.traces, absentTraces);
  const { receiveWebhook } = container.get<Aisha>(tokens.aisha);
  const { health: checks, logger } = resources;
  return createServer({ receiveWebhook, checks, logger, ...own });
};
