import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  planGrant,
  planHold,
  type Generation,
  type Image,
  type ImageFilter,
  type UnitOfWork,
} from '@aisha/core';
import {
  aGeneration,
  aHold,
  anAvatar,
  anImage,
  aTraining,
  aUser,
  freshId,
} from '@aisha/core/testing';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createOrm, mikroOrmUnitOfWork, type MikroORM } from './index.ts';

let database: TestDatabase;
let orm: MikroORM;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url });
  unitOfWork = mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });
});
afterAll(async () => {
  await orm.close();
  await database.drop();
});

/** An order of a person of its own, with everything that a row refers to. */
const anOrder = async (styleId?: string): Promise<Generation> => {
  const user = aUser();
  const avatar = anAvatar({ userId: user.id });
  const own = { userId: user.id, avatarId: avatar.id };
  const training = { ...aTraining(own), status: 'failed' } as const;
  const order = aGeneration({ ...own, trainingId: training.id, styleId });
  await unitOfWork.run(async ({ users, avatars, wallets, trainings, generations }) => {
    await users.add(user);
    await avatars.add(avatar);
    const grant = { userId: user.id, amount: 300, idempotencyKey: freshId(), reason: 'gift' };
    await wallets.post(planGrant(grant));
    for (const { holdId: id, price: amount, userId } of [training, order]) {
      await wallets.post(planHold(aHold({ id, userId, amount }), 'test'));
    }
    await trainings.add(training);
    await generations.add(order);
  });
  return order;
};

const pictureOf = ({ id, userId, avatarId, styleId }: Generation, own: Partial<Image> = {}) =>
  anImage({ userId, avatarId, styleId, generationId: id, ...own });

/** Every statement that is sent while `work` runs. */
const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const sent: string[] = [];
  const prototype = Client.prototype as unknown as { query: (...all: unknown[]) => unknown };
  const { query: send } = prototype;
  prototype.query = function watched(this: unknown, ...all: unknown[]): unknown {
    const [first] = all as [string | { text: string }];
    sent.push(typeof first === 'string' ? first : first.text);
    return send.apply(this, all);
  };
  try {
    await work();
  } finally {
    prototype.query = send;
  }
  return sent;
};

const query = async (sql: string, values: unknown[] = []) => {
  const pool = await orm.driver.getConnection().getNativeClient();
  return (await pool.query<Record<string, unknown>>(sql, values)).rows;
};

describe('a page of the gallery', () => {
  let userId: Image['userId'];
  let images: readonly Image[];

  beforeEach(async () => {
    const order = await anOrder('film-noir');
    userId = order.userId;
    images = Array.from({ length: 20 }, (_, index) =>
      pictureOf(order, { index, isFavourite: true }),
    );
    await unitOfWork.run((tx) => tx.images.addAll(images));
  });

  const filters = (): readonly (ImageFilter | undefined)[] => [
    undefined,
    { type: 'favourites' },
    { type: 'avatar', avatarId: images[0]!.avatarId! },
    { type: 'style', styleId: 'film-noir' },
    { type: 'month', month: 202_611 },
  ];

  it('is one question, without an offset and with nothing counted', async () => {
    for (const filter of filters()) {
      for (const cut of [{}, { before: images[9]!.id }, { after: images[9]!.id }]) {
        const sent = await statementsOf(async () => {
          const page = { limit: 9, filter, ...cut };
          const listed = await unitOfWork.read((reads) => reads.images.list(userId, page));
          expect(listed).toHaveLength(9);
        });
        expect(sent).toHaveLength(1);
        expect(sent[0]).not.toMatch(/\boffset\b|count\s*\(/u);
      }
      const viewed = await statementsOf(async () => {
        await unitOfWork.read((reads) => reads.images.findBetween(images[9]!.id, userId, filter));
      });
      expect(viewed).toHaveLength(1);
    }
  });

  it('is cut from an index in its order, whatever the filter: nothing is sorted', async () => {
    await query('analyze images');
    for (const filter of filters()) {
      const [text = ''] = await statementsOf(async () => {
        await unitOfWork.read((reads) => reads.images.list(userId, { limit: 9, filter }));
      });
      const asked: unknown[] = Object.values(filter ?? {}).slice(1);
      const values = [userId, ...asked, 9];
      const plan = await explained(text, values);
      expect(plan, JSON.stringify(filter)).toContain('Index Scan');
      expect(plan, JSON.stringify(filter)).not.toContain('Sort');
    }
  });

  const explained = async (text: string, values: readonly unknown[]): Promise<string> => {
    const pool = await orm.driver.getConnection().getNativeClient();
    const client = await pool.connect();
    try {
      await client.query('begin');
      // As with millions of rows, where reading all of them is out of the question.
      await client.query('set local enable_seqscan = off');
      await client.query('set local enable_bitmapscan = off');
      const { rows } = await client.query(`explain ${text}`, [...values]);
      return rows.map((row: Record<string, unknown>) => String(row['QUERY PLAN'])).join('\n');
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
});

describe('a picture’s row', () => {
  it('takes avatar, style and month from its order and its time, also from code that knows none', async () => {
    const order = await anOrder('film-noir');
    const id = '0190000f-4240-7000-8000-00000000aaaa';
    await query(
      `insert into images (id, user_id, generation_id, index, blob_key, thumbnail_key, sha256, bytes,
        content_type, width, height, seed, created_at)
       values ($1, $2, $3, 0, 'a', 'b', 'c', 1, 'image/png', 1, 1, 1, '2026-05-31T23:30:00Z')`,
      [id, order.userId, order.id],
    );
    const [row] = await query('select avatar_id, style_id, month from images where id = $1', [id]);
    expect(row).toEqual({ avatar_id: order.avatarId, style_id: 'film-noir', month: 202_605 });
    const counts = await unitOfWork.read(({ images }) => images.countBy(order.userId));
    expect(counts).toMatchObject({ all: 1, byMonth: [{ month: 202_605, count: 1 }] });
  });

  it('leaves no count behind when the last of a person’s is gone', async () => {
    const order = await anOrder();
    const image = pictureOf(order, { isFavourite: true });
    await unitOfWork.run(({ images }) => images.addAll([image]));
    await unitOfWork.run(({ images }) => images.delete(image.id, order.userId));
    expect(await query('select * from image_counts where user_id = $1', [order.userId])).toEqual(
      [],
    );
  });
});
