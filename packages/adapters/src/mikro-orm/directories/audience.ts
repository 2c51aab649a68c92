import type { Audience, UserDirectory } from '@aisha/core';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { count } from '../mappers/columns.ts';
import { toUser } from '../mappers/user-mapper.ts';
import { isId } from '../repositories/identifiers.ts';

export const audienceIn = (
  db: () => Database,
): Pick<UserDirectory, 'listAudience' | 'countAudience'> => ({
  async listAudience(audience, { limit, after }) {
    const rows = await meant(db(), audience)
      .selectAll('users')
      .$if(after !== undefined, (query) => query.where('users.id', '>', after ?? ''))
      .orderBy('users.id')
      .limit(limit)
      .execute();
    return rows.map(toUser);
  },
  async countAudience(audience) {
    const rows = await meant(db(), audience)
      .select((eb) => ['users.locale', eb.fn.countAll().as('people')])
      .groupBy('users.locale')
      .orderBy('people', 'desc')
      .orderBy('users.locale')
      .execute();
    return rows.map((row) => countRow.parse(row));
  },
});

const countRow = z.object({ locale: z.string(), people: count });

const meant = (
  db: Database,
  { locales, hasReadyAvatar, joinedSince, joinedBefore, userIds }: Audience,
) =>
  db
    .selectFrom('users')
    .where('users.forgotten_at', 'is', null)
    .where('users.blocked_since', 'is', null)
    .where('users.unreachable_since', 'is', null)
    // Who came over the API has no chat.
    .where('users.address', 'not like', 'api:%')
    .$if(locales !== undefined, (query) => query.where('users.locale', 'in', [...(locales ?? [])]))
    .$if(joinedSince !== undefined, (query) =>
      query.where('users.created_at', '>=', joinedSince ?? new Date(0)),
    )
    .$if(joinedBefore !== undefined, (query) =>
      query.where('users.created_at', '<', joinedBefore ?? new Date(0)),
    )
    .$if(userIds !== undefined, (query) =>
      query.where('users.id', 'in', (userIds ?? []).filter(isId)),
    )
    .$if(hasReadyAvatar !== undefined, (query) =>
      query.where((eb) => {
        const drawable = eb.exists(
          eb
            .selectFrom('avatars')
            .select('avatars.id')
            .whereRef('avatars.user_id', '=', 'users.id')
            .where('avatars.status', '<>', 'deleted')
            .where('avatars.active_training_id', 'is not', null),
        );
        return hasReadyAvatar ? drawable : eb.not(drawable);
      }),
    );
