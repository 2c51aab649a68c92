import type { Context } from 'koa';
import type { Aisha, KeyWithClient, Logger, Policy, User } from '@aisha/core';
import {
  hasMuchLeft,
  readBodies,
  type Bodies,
  type BodyLimits,
} from '@aisha/adapters/request-body';
import { sendAnswer, sendProblem } from './answer.ts';
import { readJson, readPath, readQuery, readUser } from './ask.ts';
import { letIn, type Gate } from './authenticate.ts';
import { doOnce, sha256, type OnceParts } from './once.ts';
import { Problem } from './problem.ts';
import { segmentsOf, variableOf, type Answer, type Asked, type Route } from './route.ts';

export type ServeParts = OnceParts &
  Omit<Gate, 'authenticateApiKey'> & {
    readonly aisha: Aisha;
    readonly policy: Pick<Policy, 'consentVersion'>;
    readonly logger: Logger;
    /** How large and how slow JSON may be; 64 KiB and 10 s by default, 8 MiB together. */
    readonly bodyLimits?: Partial<BodyLimits>;
  };

const kibibyte = 1024;

const usualBodyLimits: BodyLimits = {
  maxBytes: 64 * kibibyte,
  maxMs: 10_000,
  maxBytesTogether: 8 * kibibyte * kibibyte,
};

/** Answers what lies below the routes' addresses. Whatever is wrong is a problem by RFC 9457. */
export const serveApi = (parts: ServeParts, routes: readonly Route[]) => {
  const bodyLimits = { ...usualBodyLimits, ...parts.bodyLimits };
  const bodies = readBodies(bodyLimits);
  return async (context: Context): Promise<void> => {
    context.set('cache-control', 'no-store');
    context.set('x-content-type-options', 'nosniff');
    try {
      const match = matching(routes, context);
      sendAnswer(context, await answer({ ...parts, bodies, bodyLimits }, context, match));
    } catch (error) {
      sendProblem(context, error, parts.logger);
    } finally {
      bodies.release(context.req);
      if (hasMuchLeft(context.req)) context.set('connection', 'close');
    }
  };
};

type Match = { readonly route: Route; readonly variables: Readonly<Record<string, string>> };

const matching = (routes: readonly Route[], context: Context): Match => {
  const method = context.method === 'HEAD' ? 'GET' : context.method;
  const here = routes.flatMap((route) => {
    const variables = variablesIn(route.path, context.path);
    return variables ? [{ route, variables }] : [];
  });
  const match = here.find(({ route }) => route.method === method);
  if (match) return match;
  if (here.length === 0) throw new Problem('route.not-found');
  const allowed = here.flatMap(({ route }) =>
    route.method === 'GET' ? ['GET', 'HEAD'] : [route.method],
  );
  throw new Problem('method.not-allowed', {}, { allow: allowed.join(', ') });
};

/** The pattern that a path fits, if any. */
export const patternOf = (routes: readonly Route[], path: string): string | undefined =>
  routes.find((route) => variablesIn(route.path, path))?.path;

export const variablesIn = (pattern: string, path: string): Record<string, string> | undefined => {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  if (wanted.length !== given.length) return undefined;
  const variables: Record<string, string> = {};
  for (const [at, segment] of wanted.entries()) {
    const name = variableOf(segment);
    const value = given[at] ?? '';
    if (name === undefined ? value !== segment : value === '') return undefined;
    if (name !== undefined) variables[name] = value;
  }
  return variables;
};

type Reading = { readonly bodies: Bodies; readonly bodyLimits: BodyLimits };

const answer = async (
  parts: ServeParts & Reading,
  context: Context,
  { route, variables }: Match,
): Promise<Answer> => {
  const { authenticateApiKey } = parts.aisha;
  const known = await letIn({ ...parts, authenticateApiKey }, context, route.scope);
  const { externalId, ids } = readPath(variables);
  const user = await userOf(parts, known, route, variables['user']);
  const query = readQuery(context, route.query);
  const read = await contentOf(parts, context, route);
  const { client } = known;
  const key = context.get('idempotency-key') || undefined;
  const what = `${route.method} ${context.path}?${context.querystring}`;
  const once = doOnce(parts, { client, key: route.makes ? key : undefined, what });
  const asked = { client, externalId, ids, query, body: read?.body, request: context.req, once };
  const ask = (newId: string): Promise<Answer> =>
    route.handle({
      ...asked,
      newId,
      get user() {
        if (!user) throw new Error(`${route.operationId} names no person`);
        return user;
      },
    } satisfies Asked);
  if (!route.makes || route.readsBody) return ask('');
  return once(sha256(read?.bytes ?? ''), ask);
};

const userOf = async (
  { aisha, policy: { consentVersion } }: ServeParts,
  { client }: KeyWithClient,
  route: Route,
  externalId: string | undefined,
): Promise<User | undefined> =>
  externalId === undefined || route.beforeUser
    ? undefined
    : readUser({ aisha, consentVersion }, client, { route, externalId });

const contentOf = async (
  { bodies, bodyLimits: limits }: Reading,
  context: Context,
  { body, upload }: Route,
): Promise<{ readonly body: unknown; readonly bytes: Uint8Array } | undefined> => {
  if (body) return readJson(context, { bodies, limits }, body);
  if (!upload) return undefined;
  const isTaken = context.is([...upload]) && !context.get('content-encoding');
  if (!isTaken) throw new Problem('media-type.unsupported', { accepts: upload });
  return undefined;
};
