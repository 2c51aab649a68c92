import type { AvatarId } from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { AvatarDirectory } from '../../ports/avatar-directory.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { casesOf, present, type Suite } from './suite.ts';

export const avatarDirectoryContract = (
  suite: Suite<{ unitOfWork: UnitOfWork; avatarDirectory: AvatarDirectory }>,
): void => {
  const test = casesOf(suite);

  test("everybody's avatars are listed newest first with their owners and counts", async ({
    unitOfWork,
    avatarDirectory,
  }) => {
    const training = await given(unitOfWork).training({ status: 'failed' });
    const { avatarId, userId } = training;
    await given(unitOfWork).training({ avatarId, userId, version: 2, status: 'cancelled' });
    const newest = await given(unitOfWork).avatar({ createdAt: minutesAfter(builtAt, 5) });
    const listed = await avatarDirectory.list({ limit: 10 });
    deepEqual(
      listed.map(({ avatar, photos, versions }) => ({ id: avatar.id, photos, versions })),
      [
        { id: newest.id, photos: 0, versions: 0 },
        { id: avatarId, photos: 4, versions: 2 },
      ],
    );
    const owner = present(await unitOfWork.run(({ users }) => users.find(userId)));
    deepEqual(listed[1]?.owner, {
      id: owner.id,
      address: owner.address,
      firstName: owner.firstName,
    });
  });

  test('deleted avatars are listed and found here', async ({ unitOfWork, avatarDirectory }) => {
    const avatar = await given(unitOfWork).avatar();
    const gone = { ...avatar, status: 'deleted' } as const;
    await unitOfWork.run(({ avatars }) => avatars.save(gone));
    deepEqual((await avatarDirectory.list({ limit: 10 }))[0]?.avatar, gone);
    deepEqual((await avatarDirectory.find(avatar.id))?.avatar, gone);
  });

  test('the list is filtered by status and kind, and paged', async ({
    unitOfWork,
    avatarDirectory,
  }) => {
    const { id: userId } = await given(unitOfWork).user();
    const made: Avatar[] = [];
    for (let minute = 0; minute < 6; minute += 1) {
      made.push(
        await given(unitOfWork).avatar({
          userId,
          status: minute % 2 ? 'failed' : 'draft',
          kind: minute < 3 ? 'portrait' : 'artistic',
          createdAt: minutesAfter(builtAt, minute),
        }),
      );
    }
    const ids = async (filter: Parameters<AvatarDirectory['list']>[0]) =>
      (await avatarDirectory.list(filter)).map(({ avatar }) => made.indexOf(named(avatar.id)));
    const named = (id: AvatarId) => present(made.find((avatar) => avatar.id === id));
    deepEqual(await ids({ limit: 10, status: 'failed' }), [5, 3, 1]);
    deepEqual(await ids({ limit: 10, kind: 'portrait' }), [2, 1, 0]);
    deepEqual(await ids({ limit: 10, kind: 'portrait', status: 'failed' }), [1]);
    deepEqual(await ids({ limit: 2, before: present(made[3]).id }), [2, 1]);
    const before = present(made[5]).id;
    deepEqual(await ids({ limit: 2, status: 'failed', before }), [3, 1]);
  });

  test("a dossier tells all about an avatar's trainings and paid attempts", async ({
    unitOfWork,
    avatarDirectory,
  }) => {
    const first = await given(unitOfWork).training({ status: 'failed' });
    const { avatarId, userId } = first;
    const second = await given(unitOfWork).training({ avatarId, userId, version: 2 });
    const older = await given(unitOfWork).run({
      userId,
      subject: { type: 'training', id: first.id },
    });
    const newer = await given(unitOfWork).run({
      userId,
      subject: { type: 'training', id: second.id },
      createdAt: minutesAfter(builtAt, 3),
    });
    await given(unitOfWork).run();
    const dossier = present(await avatarDirectory.find(avatarId));
    deepEqual(dossier.trainings, [second, first]);
    deepEqual(dossier.runs, [newer, older]);
    equal(dossier.versions, 2);
  });

  test('an id nobody has is not found', async ({ avatarDirectory }) => {
    equal(await avatarDirectory.find(freshId<AvatarId>()), undefined);
    deepEqual(await avatarDirectory.list({ limit: 10 }), []);
  });
};
