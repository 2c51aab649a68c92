import type { AvatarId, UserId } from '../../shared/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal, rejects } from '../assert.ts';
import { acceptedFrom, anAvatar, refusedFrom } from '../builders/avatars.ts';
import { freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { atOnce, casesOf, present, type Suite } from './suite.ts';

export const avatarsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);

  test('an avatar is found by its owner as it was added', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const avatar = anAvatar({ userId, name: 'Ёлка "№1" 🎄', kind: 'artistic', subject: 'style' });
    await unitOfWork.run(({ avatars }) => avatars.add(avatar));
    deepEqual(await unitOfWork.run(({ avatars }) => avatars.find(avatar.id, userId)), avatar);
    deepEqual(
      await unitOfWork.run(({ avatars }) => avatars.findForUpdate(avatar.id, userId)),
      avatar,
    );
  });

  test("another person's avatar is as good as missing", async ({ unitOfWork }) => {
    const avatar = await given(unitOfWork).avatar();
    const stranger = (await given(unitOfWork).user()).id;
    equal(await unitOfWork.run(({ avatars }) => avatars.find(avatar.id, stranger)), undefined);
    equal(
      await unitOfWork.run(({ avatars }) => avatars.findForUpdate(avatar.id, stranger)),
      undefined,
    );
    deepEqual(await unitOfWork.run(({ avatars }) => avatars.list(stranger, { limit: 10 })), []);
    equal(await unitOfWork.run(({ avatars }) => avatars.countForUpdate(stranger)), 0);
  });

  test('an id that is taken cannot be added again', async ({ unitOfWork }) => {
    const avatar = await given(unitOfWork).avatar();
    await rejects(unitOfWork.run(({ avatars }) => avatars.add({ ...avatar, name: 'Double' })));
    deepEqual(
      await unitOfWork.run(({ avatars }) => avatars.find(avatar.id, avatar.userId)),
      avatar,
    );
  });

  test('a saved change is kept', async ({ unitOfWork }) => {
    const { id: activeTrainingId, avatarId, userId } = await given(unitOfWork).training();
    const avatar = await unitOfWork.run(({ avatars }) => avatars.find(avatarId, userId));
    const changed = {
      ...anAvatar({ ...avatar }),
      status: 'ready',
      activeTrainingId,
      isMain: true,
      updatedAt: new Date('2026-12-01T10:00:00.789Z'),
    } as const;
    await unitOfWork.run(({ avatars }) => avatars.save(changed));
    deepEqual(await unitOfWork.run(({ avatars }) => avatars.find(avatarId, userId)), changed);
  });

  test('an avatar that was never added cannot be saved', async ({ unitOfWork }) => {
    const avatar = anAvatar({ userId: (await given(unitOfWork).user()).id });
    await rejects(unitOfWork.run(({ avatars }) => avatars.save(avatar)));
  });

  test('a deleted avatar is neither found nor listed nor counted', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const kept = await given(unitOfWork).avatar({ userId });
    const gone = await given(unitOfWork).avatar({ userId });
    await unitOfWork.run(({ avatars }) => avatars.save({ ...gone, status: 'deleted' }));
    equal(await unitOfWork.run(({ avatars }) => avatars.find(gone.id, userId)), undefined);
    equal(await unitOfWork.run(({ avatars }) => avatars.findForUpdate(gone.id, userId)), undefined);
    deepEqual(await unitOfWork.run(({ avatars }) => avatars.list(userId, { limit: 10 })), [kept]);
    equal(await unitOfWork.run(({ avatars }) => avatars.countForUpdate(userId)), 1);
  });

  test('avatars are listed newest first, page by page, each once', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const added = [];
    for (let minute = 0; minute < 5; minute += 1) {
      const createdAt = minutesAfter(new Date('2026-11-22T12:00:00Z'), minute);
      added.push(await given(unitOfWork).avatar({ userId, createdAt }));
    }
    const newestFirst = added.toReversed();
    const first = await unitOfWork.run(({ avatars }) => avatars.list(userId, { limit: 2 }));
    deepEqual(first, newestFirst.slice(0, 2));
    const second = await unitOfWork.run(({ avatars }) =>
      avatars.list(userId, { limit: 2, before: present(newestFirst[1]).id }),
    );
    deepEqual(second, newestFirst.slice(2, 4));
    const last = await unitOfWork.run(({ avatars }) =>
      avatars.list(userId, { limit: 2, before: present(newestFirst[3]).id }),
    );
    deepEqual(last, newestFirst.slice(4));
    equal(await unitOfWork.run(({ avatars }) => avatars.countForUpdate(userId)), 5);
  });

  test('a new avatar does not move the pages behind it', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const oldest = await given(unitOfWork).avatar({ userId });
    const middle = await given(unitOfWork).avatar({
      userId,
      createdAt: minutesAfter(oldest.createdAt, 1),
    });
    await given(unitOfWork).avatar({ userId, createdAt: minutesAfter(oldest.createdAt, 2) });
    const page = await unitOfWork.run(({ avatars }) =>
      avatars.list(userId, { limit: 5, before: middle.id }),
    );
    deepEqual(page, [oldest]);
  });

  test('avatars made at the same moment are still paged without loss or double', async ({
    unitOfWork,
  }) => {
    const { id: userId } = await given(unitOfWork).user();
    const added = [];
    for (let count = 0; count < 4; count += 1)
      added.push(await given(unitOfWork).avatar({ userId }));
    const [newest, ...rest] = await unitOfWork.run(({ avatars }) =>
      avatars.list(userId, { limit: 100 }),
    );
    const behind = await unitOfWork.run(({ avatars }) =>
      avatars.list(userId, { limit: 100, before: present(newest).id }),
    );
    deepEqual(behind, rest);
    equal(new Set([newest, ...rest].map((avatar) => avatar?.id)).size, added.length);
  });

  test('who locks an avatar changes what the one before left', async ({ unitOfWork }) => {
    const { id, userId } = await given(unitOfWork).avatar({ name: 'N' });
    await atOnce(10, (index) =>
      unitOfWork.run(async ({ avatars }) => {
        const avatar = present(await avatars.findForUpdate(id, userId));
        await avatars.save({ ...avatar, name: `${avatar.name}${index}` });
      }),
    );
    const avatar = await unitOfWork.run(({ avatars }) => avatars.find(id, userId));
    equal([...present(avatar).name].toSorted().join(''), '0123456789N');
  });

  test('a list tells how far each avatar is', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const empty = await given(unitOfWork).avatar({ userId });
    const { id: avatarId } = await given(unitOfWork).avatar({ userId });
    for (const judge of [acceptedFrom, acceptedFrom, refusedFrom]) {
      const photo = await given(unitOfWork).photo({ avatarId, userId });
      await unitOfWork.run(({ photos }) => photos.saveJudged(judge(photo)));
    }
    // Each brings two photos of its own that nobody has looked at.
    await given(unitOfWork).training({ avatarId, userId, status: 'succeeded' });
    await given(unitOfWork).training({ avatarId, userId, status: 'failed', version: 2 });
    await given(unitOfWork).avatar();
    const list = (page: { limit: number; before?: AvatarId }) =>
      unitOfWork.run(({ avatars }) => avatars.listSummaries(userId, page));
    const [first, second, ...more] = await list({ limit: 10 });
    equal(more.length, 0);
    deepEqual(
      [first?.avatar.id, first?.photos, first?.versions],
      [avatarId, { accepted: 2, checking: 4 }, 1],
    );
    deepEqual(second, { avatar: empty, photos: { accepted: 0, checking: 0 }, versions: 0 });
    deepEqual(await list({ limit: 1 }), [present(first)]);
    deepEqual(await list({ limit: 10, before: avatarId }), [present(second)]);
  });

  test('nobody has two main avatars', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const findMain = () => unitOfWork.run(({ avatars }) => avatars.findMain(userId));
    const plain = await given(unitOfWork).avatar({ userId });
    equal(await findMain(), undefined);
    const main = await given(unitOfWork).avatar({ userId, isMain: true });
    await given(unitOfWork).avatar({ isMain: true });
    deepEqual(await findMain(), main);
    await rejects(given(unitOfWork).avatar({ userId, isMain: true }));
    await rejects(unitOfWork.run(({ avatars }) => avatars.save({ ...plain, isMain: true })));
    deepEqual(await findMain(), main);
    await unitOfWork.run(async ({ avatars }) => {
      await avatars.save({ ...main, isMain: false });
      await avatars.save({ ...plain, isMain: true });
    });
    equal(present(await findMain()).id, plain.id);
  });

  test('ids nobody has are not found', async ({ unitOfWork }) => {
    const { id } = await given(unitOfWork).avatar();
    equal(await unitOfWork.run(({ avatars }) => avatars.find(id, freshId<UserId>())), undefined);
    const unknown = freshId<AvatarId>();
    const { id: userId } = await given(unitOfWork).user();
    equal(await unitOfWork.run(({ avatars }) => avatars.find(unknown, userId)), undefined);
  });
};
