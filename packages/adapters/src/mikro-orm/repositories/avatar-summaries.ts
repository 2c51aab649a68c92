import type { AvatarId, AvatarSummary, UserId } from '@aisha/core';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { toAvatar } from '../mappers/avatar-mapper.ts';
import { count } from '../mappers/columns.ts';

/** A page of avatars with what a list tells of them, in one question. */
export const summariesOf = async (
  db: Database,
  userId: UserId,
  { limit, before }: { limit: number; before: AvatarId | undefined },
): Promise<readonly AvatarSummary[]> => {
  const rows = await db
    .selectFrom('avatars')
    .selectAll('avatars')
    .select((eb) => [
      eb
        .selectFrom('photos')
        .whereRef('photos.avatar_id', '=', 'avatars.id')
        .select(({ fn }) => fn.countAll().filterWhere('photos.status', '=', 'accepted').as('count'))
        .as('accepted'),
      eb
        .selectFrom('photos')
        .whereRef('photos.avatar_id', '=', 'avatars.id')
        .select(({ fn }) => fn.countAll().filterWhere('photos.status', '=', 'received').as('count'))
        .as('checking'),
      eb
        .selectFrom('trainings')
        .whereRef('trainings.avatar_id', '=', 'avatars.id')
        .where('trainings.status', '=', 'succeeded')
        .select(({ fn }) => fn.countAll().as('count'))
        .as('versions'),
    ])
    .where('avatars.user_id', '=', userId)
    .where('avatars.status', '<>', 'deleted')
    .$if(before !== undefined, (query) => query.where('avatars.id', '<', before ?? ''))
    .orderBy('avatars.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toSummary);
};

const counts = z.object({ accepted: count, checking: count, versions: count });

const toSummary = (raw: unknown): AvatarSummary => {
  const { accepted, checking, versions } = counts.parse(raw);
  return { avatar: toAvatar(raw), photos: { accepted, checking }, versions };
};
