import type { AvatarDirectory, AvatarListing, Training } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { translated } from './database-errors.ts';
import type { Database, Tables } from './entities/index.ts';
import { toAvatar } from './mappers/avatar-mapper.ts';
import { count } from './mappers/columns.ts';
import { toRun } from './mappers/provider-run-mapper.ts';
import { toTraining } from './mappers/training-mapper.ts';
import { toUser } from './mappers/user-mapper.ts';
import { isId } from './repositories/identifiers.ts';
import { watched } from './watched.ts';

const maxTrainings = 20;
const maxRuns = 100;

export const mikroOrmAvatarDirectory = ({ orm }: { readonly orm: MikroORM }): AvatarDirectory => {
  const db = (): Database => orm.em.fork().getKysely<Tables>();
  return watched<AvatarDirectory>(
    {
      async list({ limit, before, status, kind }) {
        if (before !== undefined && !isId(before)) return [];
        const rows = await listings(db())
          .$if(before !== undefined, (query) => query.where('avatars.id', '<', before ?? ''))
          .$if(status !== undefined, (query) => query.where('avatars.status', '=', status ?? ''))
          .$if(kind !== undefined, (query) => query.where('avatars.kind', '=', kind ?? ''))
          .orderBy('avatars.id', 'desc')
          .limit(limit)
          .execute();
        return rows.map(toListing);
      },
      async find(id) {
        if (!isId(id)) return undefined;
        const row = await listings(db()).where('avatars.id', '=', id).executeTakeFirst();
        if (!row) return undefined;
        const trainings = await trainingsOf(db(), id);
        return { ...toListing(row), trainings, runs: await runsOf(db(), trainings) };
      },
    },
    translated,
  );
};

const listings = (db: Database) =>
  db
    .selectFrom('avatars')
    .innerJoin('users', 'users.id', 'avatars.user_id')
    .selectAll('avatars')
    .select((eb) => [
      sql`to_jsonb(users)`.as('owner'),
      eb
        .selectFrom('photos')
        .whereRef('photos.avatar_id', '=', 'avatars.id')
        .select((photos) => photos.fn.countAll().as('count'))
        .as('photos'),
      eb
        .selectFrom('trainings')
        .whereRef('trainings.avatar_id', '=', 'avatars.id')
        .select((trainings) => trainings.fn.countAll().as('count'))
        .as('versions'),
    ]);

const listingColumns = z.object({ owner: z.unknown(), photos: count, versions: count });

const toListing = (raw: unknown): AvatarListing => {
  const { owner, photos, versions } = listingColumns.parse(raw);
  const { id, address, firstName } = toUser(owner);
  return { avatar: toAvatar(raw), owner: { id, address, firstName }, photos, versions };
};

const trainingsOf = async (db: Database, avatarId: string): Promise<Training[]> => {
  const rows = await db
    .selectFrom('trainings')
    .selectAll()
    .where('avatar_id', '=', avatarId)
    .orderBy('version', 'desc')
    .limit(maxTrainings)
    .execute();
  return rows.map(toTraining);
};

const runsOf = async (db: Database, trainings: readonly Training[]) => {
  if (trainings.length === 0) return [];
  const rows = await db
    .selectFrom('provider_runs')
    .selectAll()
    .where(
      'training_id',
      'in',
      trainings.map(({ id }) => id),
    )
    .orderBy('id', 'desc')
    .limit(maxRuns)
    .execute();
  return rows.map(toRun);
};
