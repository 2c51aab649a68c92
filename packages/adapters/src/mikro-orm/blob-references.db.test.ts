import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BlobKey } from '@aisha/core';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { blobColumns, mikroOrmBlobReferences } from './blob-references.ts';
import { createOrm, type MikroORM } from './index.ts';

let database: TestDatabase;
let orm: MikroORM;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 1 });
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await orm.close();
  await database.drop();
});

const many = 20_000;
const pictures = `
  set session_replication_role = replica;
  insert into images (id, user_id, generation_id, index, blob_key, thumbnail_key, sha256, bytes,
    content_type, width, height, seed, avatar_id, month, created_at)
  select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 0,
    format('images/%s/0.png', lpad(n::text, 6, '0')),
    format('images/%s/0.thumbnail.jpg', lpad(n::text, 6, '0')),
    '', 1, 'image/png', 1, 1, 1, gen_random_uuid(), 202611, now()
  from generate_series(1, ${many}) as n;
  set session_replication_role = origin;
  analyze images`;

describe('references to blobs in PostgreSQL', () => {
  it('know every column that names a blob, so that no sweep takes what is needed', async () => {
    const { rows } = await client.query<{ table_name: string; column_name: string }>(`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and column_name ~ '(blob|thumbnail|storage|object)_?key'`);
    const named = rows.map((row) => `${row.table_name}.${row.column_name}`).toSorted();
    expect(blobColumns.map(([table, column]) => `${table}.${column}`).toSorted()).toEqual(named);
  });

  it('are read page by page through indexes, however many there are', async () => {
    await client.query(pictures);
    const references = mikroOrmBlobReferences({ orm });
    const pool = await orm.driver.getConnection().getNativeClient();
    const scansNow = async () => {
      await pool.query('select pg_stat_force_next_flush()');
      const { rows } = await pool.query<{ scans: number }>(`
        select sum(seq_scan)::integer as scans from pg_stat_user_tables where relname = 'images'`);
      return rows[0]?.scans;
    };
    const scans = await scansNow();
    const middle = `images/${String(many / 2).padStart(6, '0')}/0.png` as BlobKey;
    const page = await references.list({ limit: 500, after: middle });
    expect(page).toHaveLength(500);
    expect(page[0]?.key).toBe(middle.replace('0.png', '0.thumbnail.jpg'));
    expect(await references.has(middle)).toBe(true);
    expect(await references.has('images/none/0.png' as BlobKey)).toBe(false);
    expect(await scansNow()).toBe(scans);
  });
});
