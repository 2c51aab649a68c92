import type { AvatarId, BlobKey, UserId } from '../../shared/ids.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { aPhoto, acceptedFrom as accepted, refusedFrom as refused } from '../builders/avatars.ts';
import { given } from './given.ts';
import { casesOf, type Suite } from './suite.ts';

/** What is known of a photo, and how photos go. */
export const removedPhotoCases = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const anOwner = async (unitOfWork: UnitOfWork) => {
    const { id: avatarId, userId } = await given(unitOfWork).avatar();
    return { avatarId, userId };
  };

  test('a photo that is to replace another counts from when it is accepted', async ({
    unitOfWork,
  }) => {
    const owner = await anOwner(unitOfWork);
    const old = await given(unitOfWork).photo(owner);
    const better = await given(unitOfWork).photo({ ...owner, replaces: old.id });
    const counts = () =>
      unitOfWork.run(({ photos }) => photos.countOfAvatar(owner.avatarId, owner.userId));
    deepEqual(await counts(), { counted: 1, total: 2 });
    await unitOfWork.run(({ photos }) => photos.saveJudged(accepted(better)));
    deepEqual(await counts(), { counted: 2, total: 2 });
    deepEqual(await unitOfWork.run(({ photos }) => photos.find(better.id)), accepted(better));
  });

  test('warnings and a thumbnail are kept, the latter also of a refused photo', async ({
    unitOfWork,
  }) => {
    const owner = await anOwner(unitOfWork);
    const thumbnailKey = 'photos/one/two.thumbnail.jpg' as BlobKey;
    const warnings = ['photo.dark', 'photo.soft'] as const;
    const good: Photo = {
      ...accepted(await given(unitOfWork).photo(owner)),
      warnings,
      thumbnailKey,
    };
    const bad: Photo = { ...refused(await given(unitOfWork).photo(owner)), thumbnailKey };
    for (const photo of [good, bad]) {
      await unitOfWork.run(({ photos }) => photos.saveJudged(photo));
      deepEqual(await unitOfWork.run(({ photos }) => photos.find(photo.id)), photo);
    }
  });

  test('a photo is found by its delivery', async ({ unitOfWork }) => {
    const photo = await given(unitOfWork).photo(await anOwner(unitOfWork));
    const find = (key: string) => unitOfWork.run(({ photos }) => photos.findByDelivery(key));
    deepEqual(await find(photo.deliveryKey), photo);
    equal(await find('another'), undefined);
  });

  test('a photo is deleted once, by its owner, and its delivery is new again', async ({
    unitOfWork,
  }) => {
    const owner = await anOwner(unitOfWork);
    const photo = await given(unitOfWork).photo(owner);
    const { id: stranger } = await given(unitOfWork).user();
    const remove = (userId: UserId) =>
      unitOfWork.run(({ photos }) => photos.delete(photo.id, userId));
    equal(await remove(stranger), false);
    equal(await remove(owner.userId), true);
    equal(await remove(owner.userId), false);
    equal(await unitOfWork.run(({ photos }) => photos.find(photo.id)), undefined);
    const again = aPhoto({ ...owner, deliveryKey: photo.deliveryKey });
    equal(await unitOfWork.run(({ photos }) => photos.add(again)), true);
  });

  test('forgotten photos may be sent again, the others stay', async ({ unitOfWork }) => {
    const owner = await anOwner(unitOfWork);
    const [good, bad] = [
      await given(unitOfWork).photo(owner),
      await given(unitOfWork).photo(owner),
    ];
    const elsewhere = await given(unitOfWork).photo({
      userId: owner.userId,
      avatarId: (await given(unitOfWork).avatar({ userId: owner.userId })).id,
    });
    await unitOfWork.run(async ({ photos }) => {
      await photos.saveJudged(accepted(good));
      await photos.saveJudged(refused(bad));
      await photos.saveJudged(refused(elsewhere));
    });
    const forget = (avatarId: AvatarId, userId: UserId) =>
      unitOfWork.run(({ photos }) => photos.deleteRefused(avatarId, userId));
    equal(await forget(owner.avatarId, owner.userId), 1);
    equal(await forget(owner.avatarId, owner.userId), 0);
    equal(await unitOfWork.run(({ photos }) => photos.find(bad.id)), undefined);
    deepEqual(await unitOfWork.run(({ photos }) => photos.find(good.id)), accepted(good));
    deepEqual(await unitOfWork.run(({ photos }) => photos.find(elsewhere.id)), refused(elsewhere));
    const again = aPhoto({ ...owner, deliveryKey: bad.deliveryKey });
    equal(await unitOfWork.run(({ photos }) => photos.add(again)), true);
  });
};
