import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aGeneration,
  aHold,
  aTraining,
  aUser,
  anAvatar,
  builtAt,
  freshId,
} from '@aisha/core/testing';
import {
  planGrant,
  planHold,
  type FavouriteStyleId,
  type Training,
  type UnitOfWork,
  type UserId,
} from '@aisha/core';
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

const query = async (sql: string): Promise<Record<string, unknown>[]> => {
  const pool = await orm.driver.getConnection().getNativeClient();
  return (await pool.query(sql)).rows as Record<string, unknown>[];
};
const countOf = async (styleId: string): Promise<number> => {
  const counts = await unitOfWork.read(({ styles }) => styles.countOrders());
  return counts.find((each) => each.styleId === styleId)?.count ?? 0;
};
/** Somebody with an avatar that orders can be made with. */
const aPerson = async (): Promise<Training> => {
  const user = aUser();
  const avatar = anAvatar({ userId: user.id });
  const own = { userId: user.id, avatarId: avatar.id };
  const training = { ...aTraining(own), status: 'failed' } as const;
  await unitOfWork.run(async ({ users, avatars, wallets, trainings }) => {
    await users.add(user);
    await avatars.add(avatar);
    const grant = { userId: user.id, amount: 300, idempotencyKey: freshId(), reason: 'gift' };
    await wallets.post(planGrant(grant));
    const { holdId: id, price: amount, userId } = training;
    await wallets.post(planHold(aHold({ id, userId, amount }), 'test'));
    await trainings.add(training);
  });
  return training;
};

const order = async ({ userId, avatarId, id: trainingId }: Training, styleId?: string) => {
  const generation = aGeneration({ userId, avatarId, trainingId, styleId });
  await unitOfWork.run(async ({ wallets, generations }) => {
    const { holdId: id, price: amount } = generation;
    await wallets.post(planHold(aHold({ id, userId, amount }), 'test'));
    await generations.add(generation);
  });
};

const forget = (userId: UserId) =>
  unitOfWork.run(async ({ accounts }) => {
    await accounts.detach(userId, builtAt);
    await accounts.removeRows(userId);
  });

describe('how often a style was ordered', () => {
  it('is no more than a few rows a style, however many people order it', async () => {
    await Promise.all(Array.from({ length: 40 }, async () => order(await aPerson(), 'film-noir')));
    const [rows] = await query(
      `select count(*)::int as rows, max(shard) as top from style_counts where style_id = 'film-noir'`,
    );
    expect(rows?.['rows']).toBeGreaterThan(1);
    expect(rows?.['rows']).toBeLessThanOrEqual(16);
    expect(await countOf('film-noir')).toBe(40);
  });

  it('goes down with whoever wants to be forgotten, and no trace is left of what nobody has', async () => {
    const [leaver, other] = [await aPerson(), await aPerson()];
    const { userId } = leaver;
    for (const styleId of ['marble-statue', 'marble-statue', 'papercraft']) {
      await order(leaver, styleId);
    }
    await order(other, 'papercraft');
    const id = freshId<FavouriteStyleId>();
    const favourite = { id, userId, styleId: 'papercraft', markedAt: builtAt };
    await unitOfWork.run(({ styles }) => styles.addFavourite(favourite));
    await forget(userId);
    expect([await countOf('marble-statue'), await countOf('papercraft')]).toEqual([0, 1]);
    expect(await query(`select 1 from style_counts where style_id = 'marble-statue'`)).toEqual([]);
    expect(await query(`select 1 from favourite_styles where user_id = '${userId}'`)).toEqual([]);
  });

  it('is the same when it is counted anew, as it was when counting began', async () => {
    const counted = await query(
      `select style_id, sum(count)::int as count from style_counts group by 1 order by 1`,
    );
    const orders = await query(
      `select style_id, count(*)::int as count from generations
       where style_id is not null group by 1 order by 1`,
    );
    expect(counted).toEqual(orders);
  });

  it('leaves no name with an order that names no style', async () => {
    await order(await aPerson());
    await expect(
      query(`update generations set style_name = '{}' where style_id is null`),
    ).rejects.toThrow(/generations_style_name_check/u);
  });
});
