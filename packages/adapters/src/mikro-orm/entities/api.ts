import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, instant } from './columns.ts';
import { UserEntity } from './users.ts';

export const ApiClientEntity = defineEntity({
  name: 'ApiClient',
  tableName: 'api_clients',
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique('api_clients_name_unique'),
    userCredits: p.integer(),
    createdAt: instant(),
  },
});

export const ApiKeyEntity = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  indexes: [{ name: 'api_keys_client_index', properties: ['client', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    client: () => belongsTo(ApiClientEntity),
    hash: p.text().unique('api_keys_hash_unique'),
    hint: p.text(),
    scopes: p.text(),
    createdAt: instant(),
    revokedAt: instant().nullable(),
    lastUsedAt: instant().nullable(),
  },
});

export const IdempotentRequestEntity = defineEntity({
  name: 'IdempotentRequest',
  tableName: 'idempotent_requests',
  indexes: [{ name: 'idempotent_requests_age_index', properties: ['begunAt'] }],
  properties: {
    client: () => belongsTo(ApiClientEntity).primary(),
    key: p.text().primary(),
    id: p.uuid(),
    fingerprint: p.text(),
    begunAt: instant().defaultRaw('now()'),
    leasedUntil: instant(),
    status: p.smallint().nullable(),
    body: p.text().nullable(),
    location: p.text().nullable(),
  },
});

export const OutgoingHookEntity = defineEntity({
  name: 'OutgoingHook',
  tableName: 'outgoing_hooks',
  indexes: [{ name: 'outgoing_hooks_client_index', properties: ['client', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    client: () => belongsTo(ApiClientEntity),
    url: p.text(),
    events: p.text(),
    secret: p.text(),
    createdAt: instant(),
    disabledAt: instant().nullable(),
  },
});

export const HookMessageEntity = defineEntity({
  name: 'HookMessage',
  tableName: 'hook_messages',
  indexes: [
    { name: 'hook_messages_client_index', properties: ['client', 'id'] },
    { name: 'hook_messages_user_index', properties: ['user'] },
    {
      name: 'hook_messages_finished_index',
      properties: ['finishedAt'],
      where: 'finished_at is not null',
    },
    { name: 'hook_messages_status_index', properties: ['status', 'id'] },
  ],
  uniques: [{ name: 'hook_messages_topic_unique', properties: ['hook', 'topic'] }],
  properties: {
    id: p.uuid().primary(),
    hook: () => belongsTo(OutgoingHookEntity).deleteRule('cascade'),
    client: () => belongsTo(ApiClientEntity),
    user: () => belongsTo(UserEntity),
    type: p.text(),
    topic: p.text(),
    body: p.text(),
    status: p.text(),
    attempts: p.smallint(),
    lastAnswer: p.text().nullable(),
    createdAt: instant(),
    finishedAt: instant().nullable(),
  },
});
