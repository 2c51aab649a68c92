import { unfinishedWorkStatuses, type UserDirectory, type UserListing } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql, type ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import { translated } from '../database-errors.ts';
import type { Database, Tables } from '../entities/index.ts';
import { count, optional, time } from '../mappers/columns.ts';
import { toUser } from '../mappers/user-mapper.ts';
import { isId } from '../repositories/identifiers.ts';
import { watched } from '../watched.ts';
import { audienceIn } from './audience.ts';

export const mikroOrmUserDirectory = ({ orm }: { readonly orm: MikroORM }): UserDirectory => {
  const db = (): Database => orm.em.fork().getKysely<Tables>();
  return watched<UserDirectory>({ ...audienceIn(db), ...peopleIn(db) }, translated);
};

const peopleIn = (db: () => Database): Pick<UserDirectory, 'list' | 'find'> => ({
  async list({ limit, before, isBlocked, isUnreachable, locale }) {
    if (before !== undefined && !isId(before)) return [];
    const rows = await listings(db())
      .$if(before !== undefined, (query) => query.where('users.id', '<', before ?? ''))
      .$if(isBlocked !== undefined, (query) =>
        query.where('users.blocked_since', isBlocked ? 'is not' : 'is', null),
      )
      .$if(isUnreachable !== undefined, (query) =>
        query.where('users.unreachable_since', isUnreachable ? 'is not' : 'is', null),
      )
      .$if(locale !== undefined, (query) => query.where('users.locale', '=', locale ?? ''))
      .orderBy('users.id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toListing);
  },
  async find(who) {
    const row = await listings(db())
      .select(countsOfWork)
      .where(isId(who) ? 'users.id' : 'users.address', '=', who)
      .executeTakeFirst();
    if (!row) return undefined;
    const work = workColumns.parse(row);
    return {
      ...toListing(row),
      trainings: { total: work.trainings, unfinished: work.unfinished_trainings },
      generations: { total: work.generations, unfinished: work.unfinished_generations },
      images: work.images,
      exportedAt: work.exported_at,
    };
  },
});

const listings = (db: Database) =>
  db
    .selectFrom('users')
    .where('users.forgotten_at', 'is', null)
    .selectAll('users')
    .select([balanceOf('available').as('available'), balanceOf('held').as('held')])
    .select((eb) =>
      eb
        .selectFrom('avatars')
        .whereRef('avatars.user_id', '=', 'users.id')
        .where('avatars.status', '<>', 'deleted')
        .select((avatars) => avatars.fn.countAll().as('count'))
        .as('avatars'),
    );

const balanceOf = (part: 'available' | 'held') => sql`coalesce((
  select balance from ledger_accounts where user_id = users.id and part = ${part}
), 0)`;

const unfinished = sql.join(unfinishedWorkStatuses.map((status) => sql.lit(status)));

const countsOfWork = (_: ExpressionBuilder<Tables, 'users'>) => [
  countOf('trainings').as('trainings'),
  countOf('trainings', sql`status in (${unfinished})`).as('unfinished_trainings'),
  countOf('generations').as('generations'),
  countOf('generations', sql`status in (${unfinished})`).as('unfinished_generations'),
  countOf('images').as('images'),
  sql`(select max(requested_at) from account_exports where user_id = users.id)`.as('exported_at'),
];

const countOf = (table: 'trainings' | 'generations' | 'images', which = sql`true`) =>
  sql`(select count(*) from ${sql.table(table)} where user_id = users.id and ${which})`;

const listingColumns = z.object({ available: count, held: count, avatars: count });

const toListing = (raw: unknown): UserListing => {
  const { avatars, ...balance } = listingColumns.parse(raw);
  return { user: toUser(raw), balance, avatars };
};

const workColumns = z.object({
  trainings: count,
  unfinished_trainings: count,
  generations: count,
  unfinished_generations: count,
  images: count,
  exported_at: optional(time),
});
