import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, bigNumber, inLane, instant } from './columns.ts';
import { UserEntity } from './users.ts';

const waiting = 'finished_at is null';

export const ChannelLaneEntity = defineEntity({
  name: 'ChannelLane',
  tableName: 'channel_lanes',
  properties: {
    lane: p.text().primary(),
    conversation: p.json<unknown>().columnType('json').nullable(),
    owner: p.text().nullable(),
    updateId: bigNumber().nullable(),
    leasedUntil: instant().nullable(),
  },
});

export const ChannelUpdateEntity = defineEntity({
  name: 'ChannelUpdate',
  tableName: 'channel_updates',
  indexes: [
    { name: 'channel_updates_waiting_index', properties: ['id'], where: waiting },
    { name: 'channel_updates_lane_index', properties: ['lane', 'id'], where: waiting },
    { name: 'channel_updates_of_lane_index', properties: ['lane'] },
  ],
  properties: {
    id: bigNumber().primary().autoincrement(false),
    lane: () => inLane(ChannelLaneEntity),
    address: p.text().nullable(),
    payload: p.json<unknown>().columnType('json').nullable(),
    attempts: p.integer().default(0),
    retryAt: instant().nullable(),
    receivedAt: instant().defaultRaw('now()'),
    finishedAt: instant().nullable(),
  },
});

export const LiveMessageEntity = defineEntity({
  name: 'LiveMessage',
  tableName: 'live_messages',
  properties: {
    user: () => belongsTo(UserEntity).primary(),
    topic: p.text().primary(),
    messageRef: p.text(),
    contentHash: p.text(),
    version: bigNumber(),
    updatedAt: instant().defaultRaw('now()'),
  },
});
