import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnitOfWork } from '@aisha/core';
import { aUser, anAvatar } from '@aisha/core/testing';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createOrm, mikroOrmUnitOfWork, type MikroORM } from './index.ts';

const user = aUser();
const avatar = anAvatar({ userId: user.id });

let database: TestDatabase;
let orm: MikroORM;
let unitOfWork: UnitOfWork;

beforeEach(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 5 });
  unitOfWork = mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });
  await unitOfWork.run(async ({ users, avatars }) => {
    await users.add(user);
    await avatars.add(avatar);
  });
});

afterEach(async () => {
  await orm.close();
  await database.drop();
});

/** Holds the avatar's row from when it resolves until `letGo` is called. */
const holdAvatar = async () => {
  const isHeld = Promise.withResolvers<void>();
  const isOver = Promise.withResolvers<void>();
  const ended = unitOfWork.run(async ({ avatars }) => {
    await avatars.findForUpdate(avatar.id, user.id);
    isHeld.resolve();
    await isOver.promise;
  });
  await isHeld.promise;
  return { letGo: isOver.resolve, ended };
};

describe('what a unit of work asks together', () => {
  it('is run again where one of it met another, and the rest was in vain for that', async () => {
    const holder = await holdAvatar();
    let runs = 0;
    const found = await unitOfWork.run(async ({ users, avatars }) => {
      runs += 1;
      if (runs === 2) holder.letGo();
      const twice = async () => (await users.find(user.id)) && users.find(user.id);
      const asked = [twice(), avatars.findForUpdate(avatar.id, user.id)];
      await Promise.allSettled(asked);
      // Of those that failed, this throws the first in their order and not in time.
      return Promise.all(asked);
    });
    await holder.ended;
    expect(runs).toBeGreaterThan(1);
    expect(found).toMatchObject([user, avatar]);
  });

  it('is stored or undone as a whole', async () => {
    const other = aUser();
    const work = unitOfWork.run(async ({ users, avatars }) => {
      const asked = [users.add(other), avatars.add(avatar)];
      await Promise.allSettled(asked);
      await Promise.all(asked);
    });
    await expect(work).rejects.toThrow('23505');
    expect(await unitOfWork.read(({ users }) => users.find(other.id))).toBe(undefined);
  });
});
