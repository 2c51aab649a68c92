import {
  aspectRatios,
  defaultCounts,
  enhancements,
  notificationChoices,
  type Address,
  type User,
  type UserId,
} from '@aisha/core';
import { z } from 'zod';
import { branded, optional, time } from './columns.ts';

const userRow = z.object({
  id: branded<UserId>(),
  address: branded<Address>(),
  first_name: z.string(),
  locale: z.string(),
  consent_version: z.string(),
  consent_given_at: time,
  default_ratio: optional(z.enum(aspectRatios)),
  default_count: z.literal(defaultCounts),
  quick_mode: z.boolean(),
  notifications: z.enum(notificationChoices),
  enhancement: z.enum(enhancements),
  unreachable_since: optional(time),
  blocked_since: optional(time),
  created_at: time,
});

export const toUser = (raw: unknown): User => {
  const row = userRow.parse(raw);
  return {
    id: row.id,
    address: row.address,
    firstName: row.first_name,
    locale: row.locale,
    consent: { version: row.consent_version, givenAt: row.consent_given_at },
    settings: {
      ...(row.default_ratio && { aspectRatio: row.default_ratio }),
      count: row.default_count,
      quickMode: row.quick_mode,
      notifications: row.notifications,
      enhancement: row.enhancement,
    },
    unreachableSince: row.unreachable_since,
    blockedSince: row.blocked_since,
    createdAt: row.created_at,
  };
};

/** All but whether they are blocked, which has a statement of its own. */
export const fromUser = (user: User) => ({
  id: user.id,
  address: user.address,
  first_name: user.firstName,
  locale: user.locale,
  consent_version: user.consent.version,
  consent_given_at: user.consent.givenAt,
  default_ratio: user.settings.aspectRatio ?? null,
  default_count: user.settings.count,
  quick_mode: user.settings.quickMode,
  notifications: user.settings.notifications,
  enhancement: user.settings.enhancement,
  unreachable_since: user.unreachableSince ?? null,
  created_at: user.createdAt,
});
