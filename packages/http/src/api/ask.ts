import type { Context } from 'koa';
import type { z } from 'zod';
import { externalIdPattern, type Aisha, type ApiClient, type User } from '@aisha/core';
import {
  BodyRefused,
  refusedByHead,
  type Bodies,
  type BodyLimits,
} from '@aisha/adapters/request-body';
import { isUuid } from './cursor.ts';
import { found, Problem, type ProblemCode } from './problem.ts';
import type { Route } from './route.ts';

/** The ids of a path, and the client's name of the person in it. One that cannot be an id is nobody's. */
export const readPath = (
  variables: Readonly<Record<string, string>>,
): { readonly externalId: string; readonly ids: Readonly<Record<string, string>> } => {
  const { user: externalId = '', ...ids } = variables;
  if (variables['user'] !== undefined && !externalIdPattern.test(externalId)) {
    throw new Problem('user.not-found');
  }
  for (const [name, id] of Object.entries(ids)) {
    if (!isUuid(id)) throw new Problem(nobodys[name] ?? 'route.not-found');
  }
  return { externalId, ids };
};

const nobodys: Readonly<Record<string, ProblemCode>> = {
  avatar: 'avatar.not-found',
  photo: 'photo.not-found',
  training: 'training.not-found',
  generation: 'generation.not-found',
  image: 'image.not-found',
  erasure: 'erasure.not-found',
  hook: 'hook.not-found',
  message: 'hook-message.not-found',
};

/** The person of the client's own whom a path names. */
export const readUser = async (
  { aisha, consentVersion }: { readonly aisha: Aisha; readonly consentVersion: string },
  client: ApiClient,
  { route, externalId }: { readonly route: Route; readonly externalId: string },
): Promise<User> => {
  const user = found(await aisha.findClientUser(client, externalId), 'user.not-found');
  if (user.blockedSince && route.method !== 'GET') throw new Problem('user.blocked');
  const isCurrent = user.consent.version === consentVersion;
  if (!isCurrent && !route.withoutConsent) throw new Problem('consent.outdated');
  return user;
};

/** Each parameter once: which of two is meant nobody knows. */
export const readQuery = (context: Context, schema: z.ZodObject | undefined): unknown => {
  const entries = [...new URLSearchParams(context.querystring)];
  const names = entries.map(([name]) => name);
  const double = names.find((name, at) => names.indexOf(name) !== at);
  if (double !== undefined) throw invalid([{ pointer: `/${double}`, message: 'is given twice' }]);
  const [unknown] = schema ? [] : names;
  if (unknown !== undefined) {
    throw invalid([{ pointer: `/${unknown}`, message: 'is no parameter here' }]);
  }
  return schema && parsed(schema, Object.fromEntries(entries));
};

/** The JSON of a request, and its bytes for whoever compares it with another. */
export const readJson = async (
  context: Context,
  { bodies, limits }: { readonly bodies: Bodies; readonly limits: BodyLimits },
  schema: z.ZodObject,
): Promise<{ readonly body: unknown; readonly bytes: Uint8Array }> => {
  if (!context.is('application/json')) throw new Problem('media-type.unsupported');
  const refusal = refusedByHead(context.req, limits);
  if (refusal) throw new BodyRefused(refusal);
  const bytes = await bodies.read(context.req);
  return { body: parsed(schema, toJson(bytes)), bytes };
};

const toJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw invalid([{ pointer: '', message: 'is not JSON in UTF-8' }]);
  }
};

const parsed = (schema: z.ZodObject, value: unknown): unknown => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(
    result.error.issues.slice(0, mostErrors).map(({ path, message }) => ({
      pointer: path.map((part) => `/${escaped(String(part))}`).join(''),
      message,
    })),
  );
};

const mostErrors = 20;

/** RFC 6901 */
const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

const invalid = (errors: readonly { pointer: string; message: string }[]): Problem =>
  new Problem('request.invalid', { errors });
