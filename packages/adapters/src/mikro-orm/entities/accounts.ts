import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, bigNumber, instant } from './columns.ts';
import { UserEntity } from './users.ts';

export const AccountExportEntity = defineEntity({
  name: 'AccountExport',
  tableName: 'account_exports',
  indexes: [{ name: 'account_exports_list_index', properties: ['user', 'requestedAt'] }],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    requestedAt: instant(),
  },
});

export const AccountErasureEntity = defineEntity({
  name: 'AccountErasure',
  tableName: 'account_erasures',
  indexes: [
    {
      name: 'account_erasures_user_id_index',
      properties: ['user'],
      where: 'user_id is not null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity).nullable().deleteRule('no action'),
    address: p.text().nullable(),
    locale: p.text().nullable(),
    requestedAt: instant(),
    erased: p.json<unknown>().nullable(),
    finishedAt: instant().nullable(),
  },
});

export const ForgottenCostEntity = defineEntity({
  name: 'ForgottenCost',
  tableName: 'forgotten_costs',
  properties: {
    month: p.integer().primary(),
    billing: p.text().primary(),
    runs: p.integer(),
    microUsd: bigNumber(),
  },
});

export const AccountWelcomeEntity = defineEntity({
  name: 'AccountWelcome',
  tableName: 'account_welcomes',
  indexes: [{ name: 'account_welcomes_due_index', properties: ['forgetAt'] }],
  properties: {
    pseudonym: p.text().primary(),
    forgetAt: instant(),
  },
});
