import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, bigNumber, instant } from './columns.ts';
import { UserEntity } from './users.ts';

export const HoldEntity = defineEntity({
  name: 'Hold',
  tableName: 'holds',
  indexes: [
    { name: 'holds_open_index', properties: ['user'], where: `status = 'held'` },
    { name: 'holds_expiry_index', properties: ['expiresAt'], where: `status = 'held'` },
  ],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    amount: bigNumber(),
    captured: bigNumber(),
    status: p.text(),
    createdAt: instant(),
    expiresAt: instant().defaultRaw(`(now() + '02:00:00'::interval)`),
  },
});

export const LedgerAccountEntity = defineEntity({
  name: 'LedgerAccount',
  tableName: 'ledger_accounts',
  uniques: [{ name: 'ledger_accounts_user_id_part_unique', properties: ['user', 'part'] }],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    user: () => belongsTo(UserEntity),
    part: p.text(),
    balance: bigNumber(),
  },
});

export const LedgerTransferEntity = defineEntity({
  name: 'LedgerTransfer',
  tableName: 'ledger_transfers',
  indexes: [
    { name: 'ledger_transfers_page_index', properties: ['user', 'createdAt', 'id'] },
    { name: 'ledger_transfers_hold_id_index', properties: ['hold'] },
  ],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    idempotencyKey: p.text().unique('ledger_transfers_idempotency_key_unique'),
    kind: p.text(),
    user: () => belongsTo(UserEntity),
    hold: () => belongsTo(HoldEntity).nullable().deleteRule('no action'),
    reason: p.text(),
    createdAt: instant().defaultRaw('now()'),
  },
});

export const LedgerEntryEntity = defineEntity({
  name: 'LedgerEntry',
  tableName: 'ledger_entries',
  indexes: [{ name: 'ledger_entries_account_id_index', properties: ['account'] }],
  properties: {
    transfer: () => belongsTo(LedgerTransferEntity).primary(),
    leg: p.integer().primary(),
    account: () => belongsTo(LedgerAccountEntity).nullable().deleteRule('no action'),
    house: p.text().nullable(),
    amount: bigNumber(),
  },
});
