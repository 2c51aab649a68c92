import type { PhotoId, UserId } from '../../shared/ids.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { aPhoto, acceptedFrom as accepted, refusedFrom as refused } from '../builders/avatars.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { removedPhotoCases } from './removed-photos.ts';
import { atOnce, casesOf, countOf, type Suite } from './suite.ts';

export const photosContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  removedPhotoCases(suite);
  const test = casesOf(suite);
  const anOwner = async (unitOfWork: UnitOfWork) => {
    const { id: avatarId, userId } = await given(unitOfWork).avatar();
    return { avatarId, userId };
  };

  test('a photo is found as it was added', async ({ unitOfWork }) => {
    const photo = aPhoto({
      ...(await anOwner(unitOfWork)),
      receivedAt: new Date('2026-11-22T12:00:00.123Z'),
    });
    equal(await unitOfWork.run(({ photos }) => photos.add(photo)), true);
    deepEqual(await unitOfWork.run(({ photos }) => photos.find(photo.id)), photo);
    equal(await unitOfWork.run(({ photos }) => photos.find(freshId<PhotoId>())), undefined);
  });

  test('a delivery that is known adds nothing', async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const photo = await given(unitOfWork).photo(owner);
    const again = aPhoto({ ...owner, deliveryKey: photo.deliveryKey });
    equal(await unitOfWork.run(({ photos }) => photos.add(again)), false);
    equal(await unitOfWork.run(({ photos }) => photos.find(again.id)), undefined);
    const counts = await unitOfWork.run(({ photos }) =>
      photos.countOfAvatar(owner.avatarId, owner.userId),
    );
    deepEqual(counts, { counted: 1, total: 1 });
  });

  test('a unit of work goes on after a delivery that was known', async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const photo = await given(unitOfWork).photo(owner);
    const next = aPhoto(owner);
    await unitOfWork.run(async ({ photos }) => {
      await photos.add(aPhoto({ ...owner, deliveryKey: photo.deliveryKey }));
      await photos.add(next);
    });
    deepEqual(await unitOfWork.run(({ photos }) => photos.find(next.id)), next);
  });

  test('one delivery that arrives many times at once is one photo', async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const added = await atOnce(10, () =>
      unitOfWork.run(({ photos }) => photos.add(aPhoto({ ...owner, deliveryKey: 'one' }))),
    );
    equal(countOf(added, true), 1);
  });

  test("under the avatar's lock a limit holds however many arrive at once", async ({
    unitOfWork,
  }) => {
    const { avatarId, userId } = await anOwner(unitOfWork);
    await atOnce(20, () =>
      unitOfWork.run(async ({ avatars, photos }) => {
        await avatars.findForUpdate(avatarId, userId);
        const { counted } = await photos.countOfAvatar(avatarId, userId);
        if (counted < 5) await photos.add(aPhoto({ avatarId, userId }));
      }),
    );
    const counts = await unitOfWork.run(({ photos }) => photos.countOfAvatar(avatarId, userId));
    deepEqual(counts, { counted: 5, total: 5 });
  });

  test("an avatar's photos are listed in the order they were received", async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const late = await given(unitOfWork).photo({ ...owner, receivedAt: minutesAfter(builtAt, 2) });
    const first = await given(unitOfWork).photo(owner);
    const middle = await given(unitOfWork).photo({
      ...owner,
      receivedAt: minutesAfter(builtAt, 1),
    });
    const list = (limit: number) =>
      unitOfWork.run(({ photos }) => photos.listOfAvatar(owner.avatarId, owner.userId, { limit }));
    deepEqual(await list(10), [first, middle, late]);
    deepEqual(await list(2), [first, middle]);
  });

  test('photos can be listed by how they were judged', async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const [good, bad] = [
      await given(unitOfWork).photo(owner),
      await given(unitOfWork).photo(owner),
    ];
    const waiting = await given(unitOfWork).photo(owner);
    await unitOfWork.run(async ({ photos }) => {
      await photos.saveJudged(accepted(good));
      await photos.saveJudged(refused(bad));
    });
    const list = (status: Photo['status']) =>
      unitOfWork.run(({ photos }) =>
        photos.listOfAvatar(owner.avatarId, owner.userId, { limit: 10, status }),
      );
    deepEqual(await list('accepted'), [accepted(good)]);
    deepEqual(await list('refused'), [refused(bad)]);
    deepEqual(await list('received'), [waiting]);
  });

  test('counted are those that are accepted or being looked at', async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const [good, bad] = [
      await given(unitOfWork).photo(owner),
      await given(unitOfWork).photo(owner),
    ];
    await given(unitOfWork).photo(owner);
    await unitOfWork.run(async ({ photos }) => {
      await photos.saveJudged(accepted(good));
      await photos.saveJudged(refused(bad));
    });
    const counts = await unitOfWork.run(({ photos }) =>
      photos.countOfAvatar(owner.avatarId, owner.userId),
    );
    deepEqual(counts, { counted: 2, total: 3 });
  });

  test("another person's photos are neither listed nor counted nor forgotten", async ({
    unitOfWork,
  }) => {
    const { avatarId, userId } = await anOwner(unitOfWork);
    const photo = await given(unitOfWork).photo({ avatarId, userId });
    await unitOfWork.run(({ photos }) => photos.saveJudged(refused(photo)));
    const { id: stranger } = await given(unitOfWork).user();
    await unitOfWork.run(async ({ photos }) => {
      deepEqual(await photos.listOfAvatar(avatarId, stranger, { limit: 10 }), []);
      deepEqual(await photos.listByIds([photo.id], stranger), []);
      deepEqual(await photos.countOfAvatar(avatarId, stranger), { counted: 0, total: 0 });
      equal(await photos.deleteRefused(avatarId, stranger), 0);
    });
    deepEqual(await unitOfWork.run(({ photos }) => photos.find(photo.id)), refused(photo));
  });

  test('named photos come in the order named, missing ones left out', async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const [one, two, three] = [
      await given(unitOfWork).photo(owner),
      await given(unitOfWork).photo(owner),
      await given(unitOfWork).photo(owner),
    ];
    const named = [three.id, freshId<PhotoId>(), one.id, two.id];
    const listed = await unitOfWork.run(({ photos }) => photos.listByIds(named, owner.userId));
    deepEqual(listed, [three, one, two]);
    deepEqual(await unitOfWork.run(({ photos }) => photos.listByIds([], owner.userId)), []);
  });

  test('a photo is judged once; a later judgement changes nothing', async ({ unitOfWork }) => {
    const photo = await given(unitOfWork).photo(await anOwner(unitOfWork));
    equal(await unitOfWork.run(({ photos }) => photos.saveJudged(accepted(photo))), true);
    equal(await unitOfWork.run(({ photos }) => photos.saveJudged(refused(photo))), false);
    deepEqual(await unitOfWork.run(({ photos }) => photos.find(photo.id)), accepted(photo));
    const unknown = refused(aPhoto({ avatarId: photo.avatarId, userId: photo.userId }));
    equal(await unitOfWork.run(({ photos }) => photos.saveJudged(unknown)), false);
  });

  test('of judges at the same time one is heard', async ({ unitOfWork }) => {
    const photo = await given(unitOfWork).photo(await anOwner(unitOfWork));
    const heard = await atOnce(6, (index) =>
      unitOfWork.run(({ photos }) =>
        photos.saveJudged(index % 2 === 0 ? accepted(photo) : refused(photo)),
      ),
    );
    equal(countOf(heard, true), 1);
  });

  test('photos that wait too long are listed, the oldest first', async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const at = (minutes: number) => ({ ...owner, receivedAt: minutesAfter(builtAt, minutes) });
    const second = await given(unitOfWork).photo(at(1));
    const first = await given(unitOfWork).photo(at(0));
    const judged = await given(unitOfWork).photo(at(0));
    await given(unitOfWork).photo(at(5));
    await unitOfWork.run(({ photos }) => photos.saveJudged(refused(judged)));
    const list = (limit: number) =>
      unitOfWork.run(({ photos }) => photos.listUnjudged(minutesAfter(builtAt, 5), limit));
    deepEqual(await list(10), [first, second]);
    deepEqual(await list(1), [first]);
  });

  test('all of an avatar are forgotten together, by their owner', async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const good = await given(unitOfWork).photo(owner);
    await unitOfWork.run(({ photos }) => photos.saveJudged(accepted(good)));
    await given(unitOfWork).photo(owner);
    const elsewhere = await given(unitOfWork).photo(await anOwner(unitOfWork));
    const forget = (userId: UserId) =>
      unitOfWork.run(({ photos }) => photos.deleteOfAvatar(owner.avatarId, userId));
    const list = () =>
      unitOfWork.run(({ photos }) =>
        photos.listOfAvatar(owner.avatarId, owner.userId, { limit: 10 }),
      );
    await forget(elsewhere.userId);
    equal((await list()).length, 2);
    await forget(owner.userId);
    await forget(owner.userId);
    deepEqual(await list(), []);
    deepEqual(await unitOfWork.run(({ photos }) => photos.find(elsewhere.id)), elsewhere);
  });
};
