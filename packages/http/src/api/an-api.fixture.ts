import { expect } from 'vitest';
import {
  apiScopes,
  createAisha,
  defaultPolicy,
  type ApiKey,
  type ApiScope,
  type RateLimit,
} from '@aisha/core';
import {
  inMemoryIdempotentRequests,
  inMemoryPorts,
  inMemoryRateLimiter,
  plainPicture,
  recordingLogger,
  type InMemoryPorts,
} from '@aisha/core/testing';
import type { BodyLimits } from '@aisha/adapters/request-body';
import { createServer } from '../create-server.ts';
import type { CreateServerOptions } from '../server-options.ts';
import { listen, startHttp } from '../start-http.ts';
import type { Route } from './route.ts';
import type { ApiParts } from './routes/api-parts.ts';
import { apiRoutes } from './routes/index.ts';
import { variablesIn } from './serve.ts';

export type Heard = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** As JSON; empty where it is none. */
  readonly body: Readonly<Record<string, unknown>>;
};

export type Asking = {
  readonly key?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

type Own = Partial<CreateServerOptions> & {
  readonly limit?: RateLimit;
  readonly userCredits?: number;
  readonly uploadMs?: number;
  readonly linkTo?: ApiParts['linkTo'];
  readonly bodyLimits?: Partial<BodyLimits>;
};

const muchAtOnce: RateLimit = { count: 100_000, windowMs: 60_000 };

/** Everything behind the API, in memory. */
const behind = ({ limit = muchAtOnce, uploadMs, linkTo, bodyLimits = {}, ...own }: Own) => {
  const ports = inMemoryPorts();
  const { clock, ids } = ports;
  const aisha = createAisha(ports);
  const logger = recordingLogger();
  const requests = inMemoryIdempotentRequests({ clock });
  const limiter = inMemoryRateLimiter({ clock });
  const slow = { bodyLimits, ...(uploadMs !== undefined && { uploadMs }) };
  const api = { aisha, policy: defaultPolicy, requests, ids, limiter, limit, linkTo, ...slow };
  const { receiveWebhook, measureLag } = aisha;
  const webhookStatus = { measureLag };
  const options = { receiveWebhook, checks: [], logger, webhookStatus, api, ...own };
  return { ports, aisha, logger, options, routes: apiRoutes(api) };
};

/** The API over real HTTP. What it answers is looked at each time: it is as it is described. */
export const anApi = async ({ userCredits = 5_000, ...own }: Own = {}) => {
  const { ports, aisha, logger, options, routes } = behind(own);
  await ports.jobs.work(aisha.jobs);
  const running = startHttp(createServer(options), await listen({ apiPort: 0, tls: undefined }));
  const origin = `http://127.0.0.1:${running.port}`;

  const keyOf = async (
    scopes: readonly ApiScope[] = apiScopes,
    clientName = 'shop',
  ): Promise<{ secret: string; key: ApiKey }> =>
    aisha.createApiKey({ clientName, scopes, userCredits, by: { who: 'a test' } });
  const { secret: everything } = await keyOf();

  const ask = async (asked: string, { key = everything, ...asking }: Asking = {}) => {
    const [method = '', path = ''] = asked.split(' ');
    const response = await fetch(`${origin}${path}`, { method, ...requestOf({ key, ...asking }) });
    const heard = await heardOf(response);
    expectDescribed(routes, { method, path }, heard);
    return heard;
  };

  return {
    ports,
    aisha,
    origin,
    options,
    routes,
    logger,
    everything,
    keyOf,
    ask,
    ...steps(ask, ports),
    stop: () => running.stop(),
  };
};

const requestOf = ({ key, body, headers }: Asking) => ({
  redirect: 'manual' as const,
  headers: {
    ...(key !== '' && { authorization: `Bearer ${key ?? ''}` }),
    ...(body !== undefined &&
      !(body instanceof Uint8Array) && { 'content-type': 'application/json' }),
    ...headers,
  },
  ...(body !== undefined && { body: bytesOf(body) }),
});

const bytesOf = (body: unknown): string | Uint8Array<ArrayBuffer> => {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return typeof body === 'string' ? body : JSON.stringify(body);
};

const heardOf = async (response: Response): Promise<Heard> => {
  const { status, headers } = response;
  const text = await response.text();
  const isJson = /json/u.test(headers.get('content-type') ?? '');
  return { status, headers, text, body: (isJson ? JSON.parse(text) : {}) as Heard['body'] };
};

/** No member less than is described, and none more. */
const expectDescribed = (
  routes: readonly Route[],
  { method, path }: { readonly method: string; readonly path: string },
  heard: Heard,
): void => {
  const [plain = ''] = path.split('?');
  const route = routes.find((one) => one.method === method && variablesIn(one.path, plain));
  const described = route?.answers[heard.status];
  const { schema } = described ?? {};
  const isDescribedAt = described?.hasLocation ?? false;
  expect(heard.headers.has('location'), `${method} ${path}`).toBe(isDescribedAt);
  if (schema) expect(schema.parse(heard.body), `${method} ${path}`).toEqual(heard.body);
};

type Ask = (asked: string, asking?: Asking) => Promise<Heard>;

/** What brings a test to where it begins. */
const steps = (ask: Ask, ports: InMemoryPorts) => {
  const bring = async (name: string, asking: Asking = {}): Promise<string> => {
    const body = { firstName: 'Ada', agreedToTerms: true };
    const heard = await ask(`PUT /api/v1/users/${name}`, { body, ...asking });
    expect(heard.status).toBeLessThan(300);
    return `/api/v1/users/${name}`;
  };

  const avatarOf = async (user: string, name = 'Ada'): Promise<string> => {
    const { body } = await ask(`POST ${user}/avatars`, { body: { name, subject: 'woman' } });
    return String(body['id']);
  };

  const photoFor = async (user: string, avatar: string, looks: string, headers = {}) =>
    ask(`POST ${user}/avatars/${avatar}/photos`, {
      body: plainPicture({ looks }),
      headers: { 'content-type': 'image/png', ...headers },
    });

  /** An avatar that pictures can be made with. */
  const ready = async (user: string): Promise<string> => {
    const avatar = await avatarOf(user);
    for (let at = 0; at < 10; at += 1) await photoFor(user, avatar, `face ${at} of ${avatar}`);
    await ports.jobs.drain();
    await ask(`POST ${user}/avatars/${avatar}/trainings`, { body: { preset: 'fast' } });
    await ports.jobs.drain();
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);
    return avatar;
  };

  return { bring, avatarOf, photoFor, ready };
};
