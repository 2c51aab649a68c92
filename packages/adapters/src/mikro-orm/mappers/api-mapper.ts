import {
  apiScopes,
  hookEventTypes,
  hookMessageStatuses,
  type ApiClient,
  type ApiKey,
  type Hook,
  type HookMessage,
  type KeyWithClient,
} from '@aisha/core';
import { z } from 'zod';
import { branded, optional, time } from './columns.ts';

/** Words in one column; those that this version does not know say nothing to it. */
const wordsOf = <const Word extends string>(words: readonly Word[]) =>
  z
    .string()
    .transform((text) =>
      text.split(' ').flatMap((word) => words.find((known) => known === word) ?? []),
    );

const clientRow = z.object({
  id: branded<ApiClient['id']>(),
  name: z.string(),
  user_credits: z.number(),
  created_at: time,
});

export const toApiClient = (raw: unknown): ApiClient => {
  const row = clientRow.parse(raw);
  return {
    id: row.id,
    name: row.name,
    userCredits: row.user_credits,
    createdAt: row.created_at,
  };
};

export const fromApiClient = (client: ApiClient) => ({
  id: client.id,
  name: client.name,
  user_credits: client.userCredits,
  created_at: client.createdAt,
});

const keyRow = z.object({
  id: branded<ApiKey['id']>(),
  client_id: branded<ApiClient['id']>(),
  hash: branded<ApiKey['hash']>(),
  hint: z.string(),
  scopes: wordsOf(apiScopes),
  created_at: time,
  revoked_at: optional(time),
  last_used_at: optional(time),
  client_name: z.string(),
  client_user_credits: z.number(),
  client_created_at: time,
});

export const toKeyWithClient = (raw: unknown): KeyWithClient => {
  const row = keyRow.parse(raw);
  const { id, hash, hint, scopes, client_id: clientId } = row;
  return {
    key: {
      id,
      clientId,
      hash,
      hint,
      scopes,
      createdAt: row.created_at,
      ...(row.revoked_at && { revokedAt: row.revoked_at }),
      ...(row.last_used_at && { lastUsedAt: row.last_used_at }),
    },
    client: {
      id: clientId,
      name: row.client_name,
      userCredits: row.client_user_credits,
      createdAt: row.client_created_at,
    },
  };
};

export const fromApiKey = (key: ApiKey) => ({
  id: key.id,
  client_id: key.clientId,
  hash: key.hash,
  hint: key.hint,
  scopes: key.scopes.join(' '),
  created_at: key.createdAt,
  revoked_at: key.revokedAt ?? null,
  last_used_at: key.lastUsedAt ?? null,
});

const hookRow = z.object({
  id: branded<Hook['id']>(),
  client_id: branded<Hook['clientId']>(),
  url: z.string(),
  events: wordsOf(hookEventTypes),
  secret: z.string(),
  created_at: time,
  disabled_at: optional(time),
});

export const toHook = (raw: unknown): Hook => {
  const row = hookRow.parse(raw);
  const { id, url, events, secret, client_id: clientId, created_at: createdAt } = row;
  const disabled = row.disabled_at && { disabledAt: row.disabled_at };
  return { id, clientId, url, events, secret, createdAt, ...disabled };
};

export const fromHook = (hook: Hook) => ({
  id: hook.id,
  client_id: hook.clientId,
  url: hook.url,
  events: hook.events.join(' '),
  secret: hook.secret,
  created_at: hook.createdAt,
  disabled_at: hook.disabledAt ?? null,
});

const messageRow = z.object({
  id: branded<HookMessage['id']>(),
  hook_id: branded<HookMessage['hookId']>(),
  client_id: branded<HookMessage['clientId']>(),
  user_id: branded<HookMessage['userId']>(),
  type: z.enum(hookEventTypes),
  topic: z.string(),
  body: z.string(),
  status: z.enum(hookMessageStatuses),
  attempts: z.number(),
  last_answer: optional(z.string()),
  created_at: time,
  finished_at: optional(time),
});

export const toHookMessage = (raw: unknown): HookMessage => {
  const row = messageRow.parse(raw);
  const { id, type, topic, body, status, attempts } = row;
  return {
    id,
    hookId: row.hook_id,
    clientId: row.client_id,
    userId: row.user_id,
    type,
    topic,
    body,
    status,
    attempts,
    ...(row.last_answer !== undefined && { lastAnswer: row.last_answer }),
    createdAt: row.created_at,
    ...(row.finished_at && { finishedAt: row.finished_at }),
  };
};

/** What changes with each try. */
export const fromHookMessageState = (message: HookMessage) => ({
  status: message.status,
  attempts: message.attempts,
  last_answer: message.lastAnswer ?? null,
  finished_at: message.finishedAt ?? null,
});

export const fromHookMessage = (message: HookMessage) => ({
  id: message.id,
  hook_id: message.hookId,
  client_id: message.clientId,
  user_id: message.userId,
  type: message.type,
  topic: message.topic,
  body: message.body,
  created_at: message.createdAt,
  ...fromHookMessageState(message),
});
