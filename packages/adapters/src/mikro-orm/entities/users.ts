import { defineEntity, p } from '@mikro-orm/core';
import { instant } from './columns.ts';

// Entities say what the tables look like: their columns, keys and indexes. What a row may hold is
// said once, by the checks and triggers in the migrations.

export const UserEntity = defineEntity({
  name: 'User',
  tableName: 'users',
  indexes: [
    { name: 'users_blocked_index', properties: ['id'], where: 'blocked_since is not null' },
  ],
  properties: {
    id: p.uuid().primary(),
    address: p.text().unique('users_address_unique'),
    firstName: p.text(),
    locale: p.text(),
    consentVersion: p.text(),
    consentGivenAt: instant(),
    defaultRatio: p.text().nullable(),
    defaultCount: p.smallint().default(1),
    quickMode: p.boolean().default(false),
    notifications: p.text().default('all'),
    enhancement: p.text().default('off'),
    unreachableSince: instant().nullable(),
    blockedSince: instant().nullable(),
    forgottenAt: instant().nullable(),
    createdAt: instant(),
  },
});
