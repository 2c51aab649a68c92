import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createOrm, migrateDatabase, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { startEmbeddedPostgres } from '@aisha/adapters/embedded-postgres';
import type { AvatarId, ImageFilter, ImageId, UnitOfWork, UserId } from '@aisha/core';
import { listImages } from '../packages/core/src/use-cases/generations/list-images.ts';
import { fillGallery, type FilledGallery } from './gallery-filling.ts';
import { statementsOf } from './statements.ts';
import { median, table, within, type Row } from './table.ts';
import { withTemporaryDirectory } from './temporary.ts';

const pictures = 1_000_000;
const page = 9;
const rounds = 400;
const limit = 1.5;

/** How long a gallery's page takes at the newest of a million pictures, and at the oldest. */
export const benchGallery = (): Promise<string> =>
  withTemporaryDirectory(async (dataDir) => {
    const database = await startEmbeddedPostgres({ dataDir: `${dataDir}/postgres` });
    await migrateDatabase(database.url);
    const orm = await createOrm({ url: database.url, poolSize: 2 });
    try {
      const filled = await withClient(database.url, (client) =>
        fillGallery(client, { pictures, userId: randomUUID() as UserId }),
      );
      const unitOfWork = mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });
      const rows: Row[] = [];
      for (const [name, filter] of filtersOf(filled)) {
        rows.push(await compare(unitOfWork, filled.userId, name, filter));
      }
      const head = ['page of nine', 'newest, ms', 'oldest, ms', 'ratio', 'limit', 'within'];
      const title = `Gallery of ${pictures.toLocaleString('en')} pictures`;
      return table(title, [...head, 'statements', 'offset or count'], rows);
    } finally {
      await orm.close();
      await database.stop();
    }
  });

const withClient = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

type Named = readonly [name: string, filter: ImageFilter | undefined];

const filtersOf = ({ avatarIds, styleIds, months }: FilledGallery): readonly Named[] => [
  ['all', undefined],
  ['favourites', { type: 'favourites' }],
  ['one avatar', { type: 'avatar', avatarId: avatarIds[0] as AvatarId }],
  ['one style', { type: 'style', styleId: styleIds[0] ?? '' }],
  ['the oldest month', { type: 'month', month: months[0] ?? 0 }],
];

/** In turns, so that whatever else the machine does meets both alike. */
const compare = async (
  unitOfWork: UnitOfWork,
  userId: UserId,
  name: string,
  filter: ImageFilter | undefined,
): Promise<Row> => {
  const list = listImages({ unitOfWork });
  const cursor = await nearTheEnd(unitOfWork, userId, filter);
  const newest = () => list(userId, { limit: page, filter });
  const oldest = () => list(userId, { limit: page, filter, before: cursor });
  const times = { newest: [] as number[], oldest: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.newest.push(await timed(newest));
    times.oldest.push(await timed(oldest));
  }
  const sent = await statementsOf(async () => {
    await oldest();
  });
  const costly = sent.some((text) => /\boffset\b|count\s*\(/u.test(text));
  // The first rounds warm up.
  const [first, last] = [times.newest, times.oldest].map((all) => median(all.slice(rounds / 4)));
  const ratio = (last ?? 0) / (first ?? 1);
  const verdict = within(ratio, limit);
  return [name, first ?? 0, last ?? 0, ratio, limit, verdict, sent.length, costly ? 'YES' : 'no'];
};

const timed = async (work: () => Promise<{ images: readonly unknown[] }>): Promise<number> => {
  const startedAt = performance.now();
  const { images } = await work();
  if (images.length !== page) throw new Error(`a page of ${images.length}`);
  return performance.now() - startedAt;
};

/** Where the last whole page begins. */
const nearTheEnd = (
  unitOfWork: UnitOfWork,
  userId: UserId,
  filter: ImageFilter | undefined,
): Promise<ImageId> =>
  unitOfWork.read(async ({ images }) => {
    const before = '00000000-0000-0000-0000-000000000000' as ImageId;
    const lowest = await images.list(userId, { limit: page + 1, after: before, filter });
    const [above] = lowest;
    if (!above) throw new Error('no pictures');
    return above.id;
  });
