import type { Address, UserId } from '../../shared/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal, rejects } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import { aUser } from '../builders/people.ts';
import { atOnce, casesOf, countOf, type Suite } from './suite.ts';

export const usersContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);

  test('a person is found by id and by address, as they were added', async ({ unitOfWork }) => {
    const user = aUser({
      firstName: "Жанна \u{1F469}\u{200D}\u{1F680} O'Neil \\ <b>",
      locale: 'ru',
      createdAt: new Date('2026-11-22T12:00:00.123Z'),
      unreachableSince: new Date('2026-11-23T08:00:00.456Z'),
    });
    equal(await unitOfWork.run(({ users }) => users.add(user)), true);
    deepEqual(await unitOfWork.run(({ users }) => users.find(user.id)), user);
    deepEqual(await unitOfWork.run(({ users }) => users.findByAddress(user.address)), user);
  });

  test('who was never added is not found', async ({ unitOfWork }) => {
    await unitOfWork.run(({ users }) => users.add(aUser()));
    equal(await unitOfWork.run(({ users }) => users.find(freshId<UserId>())), undefined);
    const nobody = 'telegram:404' as Address;
    equal(await unitOfWork.run(({ users }) => users.findByAddress(nobody)), undefined);
  });

  test('a second person of one address is not added and changes nothing', async ({
    unitOfWork,
  }) => {
    const user = aUser();
    const double = aUser({ address: user.address, firstName: 'Double' });
    await unitOfWork.run(({ users }) => users.add(user));
    equal(await unitOfWork.run(({ users }) => users.add(double)), false);
    deepEqual(await unitOfWork.run(({ users }) => users.findByAddress(user.address)), user);
    equal(await unitOfWork.run(({ users }) => users.find(double.id)), undefined);
  });

  test('of many who come with one address at once, one is added', async ({ unitOfWork }) => {
    const address = 'telegram:77' as Address;
    const added = await atOnce(10, () =>
      unitOfWork.run(({ users }) => users.add(aUser({ address }))),
    );
    equal(countOf(added, true), 1);
  });

  test('what was added is seen within the same unit of work', async ({ unitOfWork }) => {
    const user = aUser();
    const found = await unitOfWork.run(async ({ users }) => {
      await users.add(user);
      return [await users.find(user.id), await users.findByAddress(user.address)];
    });
    deepEqual(found, [user, user]);
  });

  test('a saved change is kept, other people are left alone', async ({ unitOfWork }) => {
    const [user, other] = [aUser(), aUser()];
    const changed = { ...user, locale: 'ru', firstName: 'Вера' } as const;
    await unitOfWork.run(async ({ users }) => {
      await users.add(user);
      await users.add(other);
    });
    await unitOfWork.run(({ users }) => users.save(changed));
    deepEqual(await unitOfWork.run(({ users }) => users.find(user.id)), changed);
    deepEqual(await unitOfWork.run(({ users }) => users.find(other.id)), other);
  });

  test('a person who can be reached again loses the mark', async ({ unitOfWork }) => {
    const user = aUser({ unreachableSince: new Date('2026-11-23T08:00:00Z') });
    await unitOfWork.run(({ users }) => users.add(user));
    await unitOfWork.run(({ users }) => users.save({ ...user, unreachableSince: undefined }));
    const found = await unitOfWork.run(({ users }) => users.find(user.id));
    equal(found?.unreachableSince, undefined);
  });

  test('a person is blocked and unblocked once each, and saving changes neither', async ({
    unitOfWork,
  }) => {
    const [user, other] = [aUser(), aUser()];
    await unitOfWork.run(async ({ users }) => {
      await users.add(user);
      await users.add(other);
    });
    const set = (since: Date | undefined, id = user.id) =>
      unitOfWork.run(({ users }) => users.setBlocked(id, since));
    const since = new Date('2026-11-23T08:00:00.123Z');
    equal(await set(since), true);
    equal(await set(new Date('2026-11-24T08:00:00Z')), false);
    await unitOfWork.run(({ users }) => users.save({ ...user, firstName: 'Vera' }));
    const blocked = { ...user, firstName: 'Vera', blockedSince: since };
    deepEqual(await unitOfWork.run(({ users }) => users.find(user.id)), blocked);
    deepEqual(await unitOfWork.run(({ users }) => users.find(other.id)), other);
    equal(await set(undefined), true);
    equal(await set(undefined), false);
    const found = await unitOfWork.run(({ users }) => users.find(user.id));
    equal(found?.blockedSince, undefined);
    equal(await set(since, freshId<UserId>()), false);
  });

  test('a person who was never added cannot be saved', async ({ unitOfWork }) => {
    const user = aUser();
    await rejects(unitOfWork.run(({ users }) => users.save(user)));
    equal(await unitOfWork.run(({ users }) => users.find(user.id)), undefined);
  });
};
