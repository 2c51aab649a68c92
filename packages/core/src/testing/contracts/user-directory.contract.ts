import type { Address, ApiClientId, UserId } from '../../shared/ids.ts';
import { clientAddress } from '../../domain/api/client-address.ts';
import type { Audience } from '../../domain/broadcast/audience.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { UserDirectory } from '../../ports/user-directory.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { casesOf, present, type Suite } from './suite.ts';

type Context = { unitOfWork: UnitOfWork; userDirectory: UserDirectory };

export const userDirectoryContract = (suite: Suite<Context>): void => {
  const test = casesOf(suite);

  test('people are listed newest first with credits and avatars, filtered and paged', async ({
    unitOfWork,
    userDirectory,
  }) => {
    const first = await given(unitOfWork).user({ locale: 'ru' });
    const second = await given(unitOfWork).user({ unreachableSince: builtAt });
    const third = await given(unitOfWork).user();
    await given(unitOfWork).hold({ userId: first.id, amount: 30 });
    await given(unitOfWork).grant(first.id, 20);
    await given(unitOfWork).avatar({ userId: first.id });
    await given(unitOfWork).avatar({ userId: first.id, status: 'deleted' });
    await unitOfWork.run(({ users }) => users.setBlocked(third.id, builtAt));
    const ids = async (filter: Parameters<UserDirectory['list']>[0]) =>
      (await userDirectory.list(filter)).map(({ user }) => user.id);
    deepEqual(await ids({ limit: 10 }), [third.id, second.id, first.id]);
    deepEqual(await ids({ limit: 1, before: third.id }), [second.id]);
    deepEqual(await ids({ limit: 10, isBlocked: true }), [third.id]);
    deepEqual(await ids({ limit: 10, isBlocked: false }), [second.id, first.id]);
    deepEqual(await ids({ limit: 10, isUnreachable: true }), [second.id]);
    deepEqual(await ids({ limit: 10, locale: 'ru' }), [first.id]);
    deepEqual((await userDirectory.list({ limit: 1, locale: 'ru' }))[0], {
      user: first,
      balance: { available: 20, held: 30 },
      avatars: 1,
    });
  });

  test('a person is found by id and by address, with what there is of their work', async ({
    unitOfWork,
    userDirectory,
  }) => {
    const user = await given(unitOfWork).user();
    const generation = await given(unitOfWork).generation({ userId: user.id });
    await given(unitOfWork).image({ generationId: generation.id, userId: user.id });
    await given(unitOfWork).training({ userId: user.id });
    const found = present(await userDirectory.find(user.id));
    deepEqual(found.user, user);
    deepEqual(found.trainings, { total: 2, unfinished: 1 });
    deepEqual(found.generations, { total: 1, unfinished: 1 });
    equal(found.images, 1);
    equal(found.exportedAt, undefined);
    equal((await userDirectory.find(user.address))?.user.id, user.id);
    equal(await userDirectory.find(freshId<UserId>()), undefined);
    equal(await userDirectory.find('telegram:404' as Address), undefined);
  });

  test('who was forgotten is nobody', async ({ unitOfWork, userDirectory }) => {
    const { id } = await given(unitOfWork).user();
    await unitOfWork.run(({ accounts }) => accounts.detach(id, builtAt));
    equal(await userDirectory.find(id), undefined);
    deepEqual(await userDirectory.list({ limit: 10 }), []);
    deepEqual(await userDirectory.listAudience({}, { limit: 10 }), []);
  });

  test('an audience is whom all of it fits, in the order of ids', async ({
    unitOfWork,
    userDirectory,
  }) => {
    const russian = await given(unitOfWork).user({ locale: 'ru' });
    const english = await given(unitOfWork).user({ createdAt: minutesAfter(builtAt, 5) });
    const drawing = await given(unitOfWork).training({ status: 'succeeded' });
    const { avatarId, userId, id: activeTrainingId } = drawing;
    await unitOfWork.run(async ({ avatars }) => {
      const avatar = present(await avatars.find(avatarId, userId));
      await avatars.save({ ...avatar, status: 'ready', activeTrainingId });
    });
    const blocked = await given(unitOfWork).user();
    await unitOfWork.run(({ users }) => users.setBlocked(blocked.id, builtAt));
    await given(unitOfWork).user({ unreachableSince: builtAt });
    const address = clientAddress(freshId<ApiClientId>(), 'ada');
    const ofClient = await given(unitOfWork).user({ address });
    const ids = async (audience: Audience, page: { limit?: number; after?: UserId } = {}) =>
      (await userDirectory.listAudience(audience, { limit: 10, ...page })).map(({ id }) => id);
    const sorted = (...all: UserId[]) => all.toSorted();
    const everybody = sorted(russian.id, english.id, userId);
    deepEqual(await ids({}), everybody);
    deepEqual(await ids({}, { limit: 2 }), everybody.slice(0, 2));
    deepEqual(await ids({}, { after: present(everybody[1]) }), everybody.slice(2));
    deepEqual(await ids({ locales: ['ru'] }), [russian.id]);
    deepEqual(await ids({ hasReadyAvatar: true }), [userId]);
    deepEqual(await ids({ hasReadyAvatar: false }), sorted(russian.id, english.id));
    const then = minutesAfter(builtAt, 5);
    deepEqual(await ids({ joinedSince: then }), [english.id]);
    deepEqual(await ids({ joinedBefore: then }), sorted(russian.id, userId));
    deepEqual(await ids({ userIds: [english.id, blocked.id, ofClient.id] }), [english.id]);
    deepEqual(await userDirectory.countAudience({}), [
      { locale: 'en', people: 2 },
      { locale: 'ru', people: 1 },
    ]);
  });
};
