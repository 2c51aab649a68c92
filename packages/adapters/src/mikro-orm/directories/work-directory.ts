import type { TrainingDossier, WorkDirectory } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { translated } from '../database-errors.ts';
import type { Database, Tables } from '../entities/index.ts';
import { toAvatar } from '../mappers/avatar-mapper.ts';
import { toGeneration } from '../mappers/generation-mapper.ts';
import { toTraining } from '../mappers/training-mapper.ts';
import { toUser } from '../mappers/user-mapper.ts';
import { isId } from '../repositories/identifiers.ts';
import { watched } from '../watched.ts';
import { webhooksIn } from './webhook-lists.ts';
import { recordOf } from './work-record.ts';

export const mikroOrmWorkDirectory = ({ orm }: { readonly orm: MikroORM }): WorkDirectory => {
  const db = (): Database => orm.em.fork().getKysely<Tables>();
  return watched<WorkDirectory>(
    { ...webhooksIn(db), ...trainingsIn(db), ...generationsIn(db) },
    translated,
  );
};

const listed = z.object({ owner: z.unknown(), avatar_name: z.string().nullish() });

const ownerOf = (raw: unknown) => {
  const { id, address, firstName } = toUser(listed.parse(raw).owner);
  return { id, address, firstName };
};

type Finding<Name extends keyof WorkDirectory> = Pick<WorkDirectory, Name>;

const trainingsIn = (db: () => Database): Finding<'listTrainings' | 'findTraining'> => ({
  async listTrainings({ limit, before, owner, status, avatarId }) {
    if ([before, avatarId].some((id) => id !== undefined && !isId(id))) return [];
    const rows = await trainingListings(db())
      .$if(before !== undefined, (query) => query.where('trainings.id', '<', before ?? ''))
      .$if(owner !== undefined, (query) => query.where(...isOwner(owner)))
      .$if(status !== undefined, (query) => query.where('trainings.status', '=', status ?? ''))
      .$if(avatarId !== undefined, (query) =>
        query.where('trainings.avatar_id', '=', avatarId ?? ''),
      )
      .orderBy('trainings.id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toTrainingListing);
  },
  async findTraining(id): Promise<TrainingDossier | undefined> {
    if (!isId(id)) return undefined;
    const row = await trainingListings(db())
      .select(sql`to_jsonb(avatars)`.as('avatar'))
      .where('trainings.id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    const listing = toTrainingListing(row);
    const record = await recordOf(db(), { type: 'training', id }, listing.training.holdId);
    return { ...listing, avatar: toAvatar(row.avatar), ...record };
  },
});

const trainingListings = (db: Database) =>
  db
    .selectFrom('trainings')
    .innerJoin('users', 'users.id', 'trainings.user_id')
    .innerJoin('avatars', 'avatars.id', 'trainings.avatar_id')
    .selectAll('trainings')
    .select(['avatars.name as avatar_name', sql`to_jsonb(users)`.as('owner')]);

const toTrainingListing = (raw: unknown) => ({
  training: toTraining(raw),
  avatarName: listed.parse(raw).avatar_name ?? '',
  owner: ownerOf(raw),
});

const generationsIn = (db: () => Database): Finding<'listGenerations' | 'findGeneration'> => ({
  async listGenerations({ limit, before, owner, status }) {
    if (before !== undefined && !isId(before)) return [];
    const rows = await generationListings(db())
      .$if(before !== undefined, (query) => query.where('generations.id', '<', before ?? ''))
      .$if(owner !== undefined, (query) => query.where(...isOwner(owner)))
      .$if(status !== undefined, (query) => query.where('generations.status', '=', status ?? ''))
      .orderBy('generations.id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toGenerationListing);
  },
  async findGeneration(id) {
    if (!isId(id)) return undefined;
    const row = await generationListings(db()).where('generations.id', '=', id).executeTakeFirst();
    if (!row) return undefined;
    const listing = toGenerationListing(row);
    const record = await recordOf(db(), { type: 'generation', id }, listing.generation.holdId);
    return { ...listing, ...record };
  },
});

const generationListings = (db: Database) =>
  db
    .selectFrom('generations')
    .innerJoin('users', 'users.id', 'generations.user_id')
    .selectAll('generations')
    .select(sql`to_jsonb(users)`.as('owner'));

const toGenerationListing = (raw: unknown) => ({
  generation: toGeneration(raw),
  owner: ownerOf(raw),
});

/** By id, which leads into an index of theirs, or by address, which leads to the id. */
const isOwner = (owner = '') => [isId(owner) ? 'users.id' : 'users.address', '=', owner] as const;
