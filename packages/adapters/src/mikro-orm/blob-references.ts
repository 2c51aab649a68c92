import type { BlobKey, BlobReference, BlobReferences } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { translated } from './database-errors.ts';
import type { Database, Tables } from './entities/index.ts';
import { branded } from './mappers/columns.ts';
import { watched } from './watched.ts';

/** Every column that names a blob. */
export const blobColumns = [
  ['photos', 'blob_key', 'photo'],
  ['photos', 'thumbnail_key', 'photo'],
  ['images', 'blob_key', 'image'],
  ['images', 'thumbnail_key', 'image'],
  ['trainings', 'lora_blob_key', 'training'],
  ['trainings', 'lora_config_blob_key', 'training'],
] as const;

/** Keys are compared byte by byte, as stores list them; each column has an index of that order. */
export const mikroOrmBlobReferences = ({ orm }: { readonly orm: MikroORM }): BlobReferences => {
  const db = (): Database => orm.em.fork().getKysely<Tables>();
  return watched<BlobReferences>(
    {
      async list({ limit, after = '' as BlobKey }) {
        const pages = blobColumns.map((column) => pageOf(column, { limit, after }));
        const { rows } = await sql`
          select * from (${sql.join(pages, sql` union all `)}) as page
          order by key collate "C", owner limit ${limit}`.execute(db());
        return rows.map(toReference);
      },
      async has(key) {
        const looks = blobColumns.map(
          ([table, column]) =>
            sql`exists (select from ${sql.table(table)} where ${sql.ref(column)} collate "C" = ${key})`,
        );
        const { rows } = await sql<{ has: boolean }>`
          select ${sql.join(looks, sql` or `)} as has`.execute(db());
        return rows[0]?.has === true;
      },
    },
    translated,
  );
};

const pageOf = (
  [table, column, owner]: (typeof blobColumns)[number],
  { limit, after }: { limit: number; after: BlobKey },
): RawBuilder<unknown> => sql`(
  select ${sql.ref(column)} as key, ${`${owner} `} || id as owner from ${sql.table(table)}
  where ${sql.ref(column)} collate "C" > ${after}
  order by ${sql.ref(column)} collate "C" limit ${limit}
)`;

const row = z.object({ key: branded<BlobKey>(), owner: z.string() });

const toReference = (raw: unknown): BlobReference => row.parse(raw);
