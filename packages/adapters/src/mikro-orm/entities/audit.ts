import { defineEntity, p } from '@mikro-orm/core';
import { instant } from './columns.ts';

export const AuditEntryEntity = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_log',
  indexes: [
    { name: 'audit_log_action_index', properties: ['action', 'id'] },
    { name: 'audit_log_subject_index', properties: ['subject', 'id'] },
    { name: 'audit_log_who_index', properties: ['who', 'id'] },
  ],
  properties: {
    id: p.uuid().primary(),
    at: instant(),
    who: p.text(),
    why: p.text().nullable(),
    action: p.text(),
    subject: p.text(),
    details: p.json(),
  },
});

export const QueuePauseEntity = defineEntity({
  name: 'QueuePause',
  tableName: 'queue_pauses',
  properties: { name: p.text().primary(), since: instant() },
});
