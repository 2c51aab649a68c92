import { defineEntity, p } from '@mikro-orm/core';
import { instant } from './columns.ts';

export const BroadcastEntity = defineEntity({
  name: 'Broadcast',
  tableName: 'broadcasts',
  properties: {
    id: p.uuid().primary(),
    status: p.text(),
    texts: p.json<unknown>(),
    fallback: p.text(),
    audience: p.json<unknown>(),
    people: p.integer(),
    told: p.integer(),
    skipped: p.integer(),
    failed: p.integer(),
    step: p.integer(),
    atUserId: p.uuid().nullable(),
    attempts: p.smallint(),
    createdAt: instant(),
    finishedAt: instant().nullable(),
  },
});
