import { locales, type Address, type User, type UserId } from '@aisha/core';
import { z } from 'zod';
import { branded, optional, time } from './columns.ts';

const userRow = z.object({
  id: branded<UserId>(),
  address: branded<Address>(),
  first_name: z.string(),
  locale: z.enum(locales),
  consent_version: z.string(),
  consent_given_at: time,
  unreachable_since: optional(time),
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
    unreachableSince: row.unreachable_since,
    createdAt: row.created_at,
  };
};

export const fromUser = (user: User) => ({
  id: user.id,
  address: user.address,
  first_name: user.firstName,
  locale: user.locale,
  consent_version: user.consent.version,
  consent_given_at: user.consent.givenAt,
  unreachable_since: user.unreachableSince ?? null,
  created_at: user.createdAt,
});
