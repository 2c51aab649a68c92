import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { streamOf, type BlobKey, type BlobStore } from '@aisha/core';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  brokenInvariants,
  everyClause,
  queryWith,
  type BilledRun,
  type Outside,
} from './invariants.ts';
import { holdPlants, ledgerPlants } from './invariants/ledger-plants.ts';
import { oncePlants } from './invariants/once-plants.ts';
import { ownerPlants } from './invariants/owner-plants.ts';
import type { Plant } from './invariants/planting.ts';
import { workPlants } from './invariants/work-plants.ts';
import { everythingStage } from './invariants/everything-stage.ts';
import type { Prepared } from './stage/stage.ts';

const plants: Readonly<Record<string, Plant>> = {
  ...ledgerPlants,
  ...holdPlants,
  ...workPlants,
  ...ownerPlants,
  ...oncePlants,
};

/** Triggers, foreign keys and checks are what usually keeps it from happening. */
const unguarded = `
  set local session_replication_role = replica;
  do $$ declare guard record; begin
    for guard in select conrelid::regclass as guarded, conname from pg_constraint
      where contype = 'c' and connamespace = 'public'::regnamespace and conrelid <> 0 and conparentid = 0
    loop
      execute format('alter table %s drop constraint %I', guard.guarded, guard.conname);
    end loop;
  end $$`;

describe('the checker of the invariants', () => {
  let stage: Prepared;
  let client: Client;
  let blobs: BlobStore;
  const found = new Map<string, readonly string[]>();

  const broken = (outside?: Outside) => brokenInvariants(queryWith(client), outside);

  /** Plants past every guard, asks, and takes it out again: nothing of it is ever stored. */
  const brokenBy = async (sql: string, outside?: Outside): Promise<readonly string[]> => {
    await client.query('begin');
    try {
      await client.query(unguarded);
      await client.query(sql);
      return await broken(outside);
    } finally {
      await client.query('rollback');
    }
  };

  beforeAll(async () => {
    stage = await everythingStage();
    client = new Client({ connectionString: stage.url });
    await client.connect();
    blobs = fileSystemBlobStore({ directory: stage.directory });
    for (const [what, { sql }] of Object.entries(plants)) found.set(what, await brokenBy(sql));
  });

  afterAll(async () => {
    await client.end();
    await stage.drop();
  });

  it('finds nothing where nothing is wrong', async () => {
    const sandboxRuns = await stage.outside.bill();
    expect(sandboxRuns.length).toBeGreaterThan(3);
    expect(await broken({ blobs, sandboxRuns })).toEqual([]);
  });

  it.each(Object.entries(plants))('finds that %s', (what, { tells }) => {
    expect(found.get(what)).toContainEqual(expect.stringMatching(tells));
  });

  it('has a planted violation for each of its clauses', () => {
    const sentences = [...found.values()].flat();
    const unproven = everyClause.filter(
      ({ invariant, thing, says }) =>
        !sentences.some((one) => one.startsWith(`${invariant}: ${thing} `) && one.includes(says)),
    );
    expect(unproven).toEqual([]);
  });

  it('takes the word of the channel for what was told where the jobs are gone', async () => {
    const { rows } = await client.query<{ id: string }>(
      'select id from trainings union all select id from generations',
    );
    const forgotten = `delete from pgboss.job where name = 'notification.send'`;
    expect(await brokenBy(forgotten)).not.toEqual([]);
    expect(await brokenBy(forgotten, { told: rows.map(({ id }) => id) })).toEqual([]);
  });

  it('goes by the time it is given', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000);
    expect(await broken({ now: inAnHour })).toContainEqual(expect.stringMatching(/^I8: work/u));
  });

  describe('reads the bytes, and', () => {
    const keyOf = async (column: string, table: string): Promise<BlobKey> => {
      const { rows } = await client.query<{ key: BlobKey }>(
        `select ${column} as key from ${table} where ${column} is not null limit 1`,
      );
      return rows[0]?.key as BlobKey;
    };
    /** What is stored under a key is replaced for as long as the question takes. */
    const brokenWith = async (key: BlobKey, content: string | undefined) => {
      const before = await bytesOf(blobs, key);
      const put = (bytes: Uint8Array) =>
        blobs.put(key, streamOf(bytes), { contentType: 'image/png', maxBytes: 1e9 });
      await (content === undefined ? blobs.delete(key) : put(Buffer.from(content)));
      const sentences = await broken({ blobs });
      await (before ? put(before) : blobs.delete(key));
      return sentences;
    };

    it.each([
      ['blob_key', 'photos', 'photo'],
      ['blob_key', 'images', 'image'],
      ['thumbnail_key', 'images', 'image'],
      ['lora_blob_key', 'trainings', 'training'],
      ['lora_config_blob_key', 'trainings', 'training'],
    ])('misses those at %s of %s', async (column, table, owner) => {
      const sentences = await brokenWith(await keyOf(column, table), undefined);
      expect(sentences).toEqual([
        expect.stringMatching(new RegExp(`^I5: ${owner} .* has no bytes at `, 'u')),
      ]);
    });

    it('tells other bytes from those that were stored', async () => {
      const key = await keyOf('blob_key', 'images');
      const { length } = (await bytesOf(blobs, key)) ?? [];
      const other = await brokenWith(key, 'x'.repeat(length ?? 0));
      expect(other).toEqual([expect.stringContaining('has bytes of another hash')]);
      const longer = await brokenWith(key, 'x'.repeat((length ?? 0) + 1));
      expect(longer).toEqual([expect.stringContaining('has bytes of another length')]);
      expect(await brokenWith(key, '')).toEqual([expect.stringContaining('has empty bytes')]);
    });

    it.each(['photos/', 'images/', 'trainings/'])('finds those in %s without a row', async (at) => {
      const key = `${at}of-nobody/0.png` as BlobKey;
      expect(await brokenWith(key, 'x')).toEqual([`I5: blob ${key} belongs to no row`]);
    });

    it('lets those be whose work is under way', async () => {
      const { rows } = await client.query<{ key: BlobKey }>(
        `select format('photos/%s/%s.png', avatar_id, id) as key from photos where status = 'received'
         union all select format('trainings/%s/lora.safetensors', id) from trainings where status = 'queued'`,
      );
      expect(rows).toHaveLength(2);
      for (const { key } of rows) expect(await brokenWith(key, 'x')).toEqual([]);
    });

    it('reads once what it is asked about again and again', async () => {
      const opened: string[] = [];
      const counting = { ...blobs, open: (key: BlobKey) => (opened.push(key), blobs.open(key)) };
      const readBefore = new Set<string>();
      await broken({ blobs: counting, readBefore });
      const first = opened.length;
      await broken({ blobs: counting, readBefore });
      expect([first > 0, opened.length]).toEqual([true, first]);
    });
  });

  describe("compares with the provider's bill, and", () => {
    const endpoint = 'fake/portrait-lora-trainer';
    const withBill = async (change: (bill: readonly BilledRun[]) => readonly BilledRun[]) =>
      broken({ sandboxRuns: change(await stage.outside.bill()) });

    it('finds a run of ours that is not on it', async () => {
      expect(await withBill((bill) => bill.slice(1))).toEqual([
        expect.stringMatching(/^I4: run \S+ \(\S+\) is not on the bill$/u),
      ]);
    });

    it('finds a billed run that nobody meant', async () => {
      const unmeant = { requestId: 'unmeant', endpoint };
      expect(await withBill((bill) => [...bill, unmeant])).toEqual([
        `I4: billed run unmeant of ${endpoint} is covered by no intent of ours`,
      ]);
    });

    it('lets one lost reply cover one run of its endpoint, unless we were told of it', async () => {
      const lose = `update provider_runs set request_id = null, status = 'abandoned'
        where training_id = (select id from trainings where status = 'cancelled')`;
      const sandboxRuns = await stage.outside.bill();
      expect(await brokenBy(lose, { sandboxRuns })).toEqual([]);
      const second = [...sandboxRuns, { requestId: 'second', endpoint }];
      expect(await brokenBy(lose, { sandboxRuns: second })).toHaveLength(1);
      const told = sandboxRuns.map((run) => ({ ...run, webhook: 'delivered' }));
      expect(await brokenBy(lose, { sandboxRuns: told })).toEqual([
        expect.stringMatching(/^I4: billed run \S+ told us and is unknown$/u),
      ]);
    });

    it('believes no refusal of what was accepted', async () => {
      const refuse = `update provider_runs set request_id = null, status = 'refused'
        where training_id = (select id from trainings where status = 'cancelled')`;
      expect(await brokenBy(refuse, { sandboxRuns: await stage.outside.bill() })).toEqual([
        expect.stringMatching(/is covered by no intent of ours$/u),
      ]);
    });
  });
});

const bytesOf = async (blobs: BlobStore, key: BlobKey): Promise<Uint8Array | undefined> => {
  if (!(await blobs.find(key))) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await blobs.open(key)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
