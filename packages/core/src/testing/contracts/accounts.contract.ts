import type { ExportId, SafetyDecisionId, UserId } from '../../shared/ids.ts';
import { personalTables } from '../../ports/accounts.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { anAcceptedPhoto } from '../builders/avatars.ts';
import { anEvent } from '../builders/generations.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { erasureCases } from './erasures.ts';
import { given } from './given.ts';
import { casesOf, present, type Suite } from './suite.ts';
import { welcomeCases } from './welcomes.ts';

/** A person with something of everything, in the making and made. */
const aFullAccount = async (unitOfWork: UnitOfWork) => {
  const make = given(unitOfWork);
  const user = await make.user();
  const { id: userId } = user;
  const generation = await make.generation({ userId, status: 'succeeded' });
  const image = await make.image({ generationId: generation.id, userId });
  const { avatarId } = generation;
  const photo = anAcceptedPhoto({ avatarId, userId });
  await unitOfWork.run(({ photos }) => photos.add(photo));
  const unfinished = await make.training({ userId });
  const subject = { type: 'training', id: unfinished.id } as const;
  const run = await make.run({ userId, subject, status: 'accepted' });
  await make.favouriteStyle({ userId });
  await make.draft({ userId, avatarId });
  const decision = {
    id: freshId<SafetyDecisionId>(),
    userId,
    subject: { type: 'prompt' },
    judge: 'rules',
    category: 'sexual',
    reason: 'a rule',
    decidedAt: builtAt,
  } as const;
  await unitOfWork.run(({ decisions }) => decisions.add(decision));
  await unitOfWork.run(({ events }) => events.add(anEvent({ runId: run.id })));
  return { user, generation, image, photo, unfinished, run };
};

export const accountsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  welcomeCases(suite);
  erasureCases(suite);

  test('a copy is noted once within its pause, and again after it', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const { id: other } = await given(unitOfWork).user();
    const ask = (of: UserId, minutes: number) => {
      const wanted = {
        id: freshId<ExportId>(),
        userId: of,
        requestedAt: minutesAfter(builtAt, minutes),
      };
      const unlessSince = minutesAfter(builtAt, minutes - 60);
      return unitOfWork.run(({ accounts }) => accounts.addExport(wanted, { unlessSince }));
    };
    equal(await ask(userId, 0), true);
    equal(await ask(userId, 59), false);
    equal(await ask(other, 59), true);
    equal(await ask(userId, 61), true);
    const latest = await unitOfWork.read(({ accounts }) => accounts.findLatestExport(userId));
    deepEqual(latest?.requestedAt, minutesAfter(builtAt, 61));
    const { id } = present(latest);
    const found = await unitOfWork.read(({ accounts }) => accounts.findExport(id));
    deepEqual(found, latest);
  });

  test('every table shows the rows of one person, page by page', async ({ unitOfWork }) => {
    const { user, image } = await aFullAccount(unitOfWork);
    await aFullAccount(unitOfWork);
    for (const table of personalTables) {
      const page = (limit: number, after?: string) =>
        unitOfWork.read(({ accounts }) => accounts.listRows(user.id, table, { limit, after }));
      const rows = await page(100);
      ok(rows.length > 0, `${table} has rows`);
      const [first] = await page(1);
      deepEqual(first, rows[0]);
      deepEqual(await page(100, present(first).id), rows.slice(1));
    }
    const pictures = await unitOfWork.read(({ accounts }) =>
      accounts.listRows(user.id, 'images', { limit: 10 }),
    );
    ok(JSON.stringify(pictures).includes(image.blobKey), 'a row says all');
  });

  test('files are the photos and pictures, keys all that rows name', async ({ unitOfWork }) => {
    const { user, image, photo } = await aFullAccount(unitOfWork);
    await aFullAccount(unitOfWork);
    const { files, keys } = await unitOfWork.read(async ({ accounts }) => ({
      files: await accounts.listFiles(user.id, { limit: 100 }),
      keys: await accounts.listKeys(user.id, { limit: 100 }),
    }));
    const stored = present(photo.stored);
    deepEqual(
      files,
      [
        { key: image.blobKey, type: 'picture', bytes: image.bytes, at: image.createdAt },
        { key: stored.blobKey, type: 'photo', bytes: stored.bytes, at: photo.receivedAt },
      ].toSorted((one, other) => (one.key < other.key ? -1 : 1)),
    );
    for (const key of [image.blobKey, image.thumbnailKey, stored.blobKey]) {
      ok(keys.includes(key), key);
    }
    ok(keys.length > 3, 'weights are named, too');
    const [first] = keys;
    const rest = await unitOfWork.read(({ accounts }) =>
      accounts.listKeys(user.id, { limit: 100, after: first }),
    );
    deepEqual(rest, keys.slice(1));
  });

  test('what goes on is listed, and what the provider knows', async ({ unitOfWork }) => {
    const { user, unfinished, run } = await aFullAccount(unitOfWork);
    const seen = await unitOfWork.read(async ({ accounts }) => ({
      going: await accounts.listUnfinished(user.id, 10),
      runs: await accounts.listRunsSince(user.id, { since: run.createdAt, limit: 10 }),
      later: await accounts.listRunsSince(user.id, {
        since: minutesAfter(run.createdAt, 1),
        limit: 10,
      }),
      after: await accounts.listRunsSince(user.id, {
        since: run.createdAt,
        limit: 10,
        after: run.id,
      }),
    }));
    deepEqual(
      seen.going.trainings.map(({ id }) => id),
      [unfinished.id],
    );
    deepEqual(seen.going.generations, []);
    deepEqual(
      seen.runs.map(({ id }) => id),
      [run.id],
    );
    deepEqual([seen.later, seen.after], [[], []]);
  });

  test('who is detached is a stranger at once, and may join anew', async ({ unitOfWork }) => {
    const { user } = await aFullAccount(unitOfWork);
    const at = minutesAfter(builtAt, 5);
    equal(await unitOfWork.run(({ accounts }) => accounts.detach(user.id, at)), true);
    equal(await unitOfWork.run(({ accounts }) => accounts.detach(user.id, at)), false);
    equal(await unitOfWork.read(({ users }) => users.find(user.id)), undefined);
    equal(await unitOfWork.read(({ users }) => users.findByAddress(user.address)), undefined);
    const again = { ...user, id: freshId<UserId>() };
    equal(await unitOfWork.run(({ users }) => users.add(again)), true);
    deepEqual(await unitOfWork.read(({ users }) => users.findByAddress(user.address)), again);
  });

  test('of who is removed only the balance stays, of others everything', async ({ unitOfWork }) => {
    const { user, image } = await aFullAccount(unitOfWork);
    const other = await aFullAccount(unitOfWork);
    const balance = await unitOfWork.read(({ wallets }) => wallets.balance(user.id));
    await unitOfWork.run(({ accounts }) => accounts.detach(user.id, builtAt));
    const removed = await unitOfWork.run(({ accounts }) => accounts.removeRows(user.id));
    deepEqual(
      { ...removed, photos: removed.photos > 0, avatars: removed.avatars > 0 },
      { avatars: true, photos: true, trainings: 2, orders: 1, pictures: 1 },
    );
    for (const table of personalTables) {
      if (table === 'transfers' || table === 'users') continue;
      const left = (of: UserId) =>
        unitOfWork.read(({ accounts }) => accounts.listRows(of, table, { limit: 10 }));
      deepEqual(await left(user.id), [], table);
      ok((await left(other.user.id)).length > 0, `${table} of another`);
    }
    equal(await unitOfWork.read(({ images }) => images.find(image.id, user.id)), undefined);
    deepEqual(await unitOfWork.read(({ wallets }) => wallets.balance(user.id)), balance);
    const again = await unitOfWork.run(({ accounts }) => accounts.removeRows(user.id));
    deepEqual(again, { avatars: 0, photos: 0, trainings: 0, orders: 0, pictures: 0 });
  });
};
