import type { AuditEntry, AuditEntryId, AuditLog } from '@aisha/core';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { branded, optional, time, toJson } from '../mappers/columns.ts';
import { isId } from './identifiers.ts';

const entryRow = z.object({
  id: branded<AuditEntryId>(),
  at: time,
  who: z.string(),
  why: optional(z.string()),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

const toEntry = (row: unknown): AuditEntry => entryRow.parse(row);

export const auditLogIn = (db: Database): AuditLog => ({
  async add({ details, why, ...entry }) {
    await db
      .insertInto('audit_log')
      .values({ ...entry, why: why ?? null, details: sql`${toJson(details)}::jsonb` })
      .execute();
  },
  async list({ limit, before, who, action, subject }) {
    if (before !== undefined && !isId(before)) return [];
    const rows = await db
      .selectFrom('audit_log')
      .selectAll()
      .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
      .$if(who !== undefined, (query) => query.where('who', '=', who ?? ''))
      .$if(action !== undefined, (query) => query.where('action', '=', action ?? ''))
      .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? ''))
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toEntry);
  },
});
