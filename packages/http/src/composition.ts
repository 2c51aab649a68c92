import { Container } from 'inversify';
import type Koa from 'koa';
import type { Aisha } from '@aisha/core';
import {
  absentFileSource,
  absentNotifier,
  bindAdapters,
  provideValue,
  tokens,
  type Resources,
  type SharedSettings,
} from '@aisha/adapters/composition';
import { createServer } from './create-server.ts';

/** The http app's parts, put together. */
export const composeHttp = (settings: SharedSettings, resources: Resources): Koa => {
  const container = new Container();
  bindAdapters(container, settings, resources);
  provideValue(container, tokens.files, absentFileSource);
  provideValue(container, tokens.notifier, absentNotifier);
  const { receiveWebhook } = container.get<Aisha>(tokens.aisha);
  const { health: checks, logger } = resources;
  return createServer({ receiveWebhook, checks, logger });
};
