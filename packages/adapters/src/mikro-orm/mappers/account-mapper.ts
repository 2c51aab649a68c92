import type { Address, Erasure, ErasureId, ExportId, PersonalExport, UserId } from '@aisha/core';
import { z } from 'zod';
import { branded, optional, time, toJson } from './columns.ts';

const exportRow = z.object({
  id: branded<ExportId>(),
  user_id: branded<UserId>(),
  requested_at: time,
});

export const toExport = (raw: unknown): PersonalExport => {
  const row = exportRow.parse(raw);
  return { id: row.id, userId: row.user_id, requestedAt: row.requested_at };
};

const many = z.int().nonnegative();

const erasureRow = z.object({
  id: branded<ErasureId>(),
  user_id: optional(branded<UserId>()),
  address: optional(branded<Address>()),
  locale: optional(z.string()),
  requested_at: time,
  erased: optional(
    z.object({
      avatars: many,
      photos: many,
      trainings: many,
      orders: many,
      pictures: many,
      atProvider: many,
      leftAtProvider: many,
    }),
  ),
  finished_at: optional(time),
});

export const toErasure = (raw: unknown): Erasure => {
  const { user_id: userId, address, locale, ...row } = erasureRow.parse(raw);
  return {
    id: row.id,
    leaver: userId && address && locale ? { userId, address, locale } : undefined,
    requestedAt: row.requested_at,
    erased: row.erased,
    finishedAt: row.finished_at,
  };
};

export const fromErasure = (erasure: Erasure) => ({
  id: erasure.id,
  user_id: erasure.leaver?.userId ?? null,
  address: erasure.leaver?.address ?? null,
  locale: erasure.leaver?.locale ?? null,
  requested_at: erasure.requestedAt,
  erased: toJson(erasure.erased),
  finished_at: erasure.finishedAt ?? null,
});
