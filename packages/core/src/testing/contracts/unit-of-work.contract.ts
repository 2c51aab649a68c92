import type { RunId, UserId } from '../../shared/ids.ts';
import { refuse } from '../../shared/result.ts';
import type { Job } from '../../ports/job-queue.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { anAvatar } from '../builders/avatars.ts';
import { freshId } from '../builders/fresh.ts';
import { aUser } from '../builders/people.ts';
import { given } from './given.ts';
import { atOnce, casesOf, present, type Suite } from './suite.ts';

/** `enqueued` answers the jobs that wait, in any order. */
export const unitOfWorkContract = (
  suite: Suite<{ unitOfWork: UnitOfWork; enqueued: () => Promise<readonly Job[]> }>,
): void => {
  const test = casesOf(suite);
  const aJob = (): Job => ({ name: 'run.check', data: { runId: freshId<RunId>() } });

  test('what the work answers is answered, what it wrote is kept', async ({ unitOfWork }) => {
    const [user, job] = [aUser(), aJob()];
    const avatar = anAvatar({ userId: user.id });
    const answer = await unitOfWork.run(async ({ users, avatars, jobs }) => {
      await users.add(user);
      await avatars.add(avatar);
      await jobs.enqueue(job);
      return { done: true };
    });
    deepEqual(answer, { done: true });
    await unitOfWork.run(async ({ users, avatars }) => {
      deepEqual(await users.find(user.id), user);
      deepEqual(await avatars.find(avatar.id, user.id), avatar);
    });
  });

  test('jobs exist once the work is committed', async ({ unitOfWork, enqueued }) => {
    const [one, two] = [aJob(), aJob()];
    await unitOfWork.run(async ({ jobs }) => {
      await jobs.enqueue(one);
      await jobs.enqueue(two);
    });
    const waiting = await enqueued();
    equal(waiting.length, 2);
    for (const job of [one, two]) ok(waiting.some(isSame(job)), 'a job is missing');
  });

  test('what the work throws is thrown on, and undoes rows and jobs', async ({
    unitOfWork,
    enqueued,
  }) => {
    const user = aUser();
    const changedMind = new Error('changed my mind');
    const thrown = await rejects(
      unitOfWork.run(async ({ users, avatars, jobs }) => {
        await users.add(user);
        await avatars.add(anAvatar({ userId: user.id }));
        await jobs.enqueue(aJob());
        throw changedMind;
      }),
    );
    equal(thrown, changedMind);
    equal(await unitOfWork.run(({ users }) => users.find(user.id)), undefined);
    equal(await unitOfWork.run(({ users }) => users.findByAddress(user.address)), undefined);
    deepEqual(await enqueued(), []);
  });

  test('a change is undone to what was there before', async ({ unitOfWork }) => {
    const avatar = await given(unitOfWork).avatar();
    await rejects(
      unitOfWork.run(async ({ avatars }) => {
        await avatars.save({ ...avatar, name: 'Other' });
        throw new Error('changed my mind');
      }),
    );
    const found = await unitOfWork.run(({ avatars }) => avatars.find(avatar.id, avatar.userId));
    deepEqual(found, avatar);
  });

  test('a refusal that is returned commits like any answer', async ({ unitOfWork }) => {
    const user = aUser();
    const answer = await unitOfWork.run(async ({ users }) => {
      await users.add(user);
      return refuse({ code: 'credits.insufficient' });
    });
    deepEqual(answer, { ok: false, refusal: { code: 'credits.insufficient' } });
    deepEqual(await unitOfWork.run(({ users }) => users.find(user.id)), user);
  });

  test('a failed unit of work leaves the next one unharmed', async ({ unitOfWork }) => {
    const user = await given(unitOfWork).user();
    const twice = unitOfWork.run(async ({ avatars }) => {
      const avatar = anAvatar({ userId: user.id });
      await avatars.add(avatar);
      await avatars.add(avatar);
    });
    await rejects(twice);
    deepEqual(await unitOfWork.run(({ users }) => users.find(user.id)), user);
    equal(await unitOfWork.run(({ avatars }) => avatars.countForUpdate(user.id)), 0);
  });

  test('units of work at the same time do not see half of each other', async ({ unitOfWork }) => {
    const { id, userId } = await given(unitOfWork).avatar({ name: '0' });
    const pairs = await atOnce(12, (index) =>
      unitOfWork.run(async ({ users, avatars }) => {
        const avatar = present(await avatars.findForUpdate(id, userId));
        const user = present(await users.find(userId));
        const next = `${index + 1}`;
        await avatars.save({ ...avatar, name: next });
        await users.save({ ...user, firstName: next });
        return present(await avatars.find(id, userId)).name === next;
      }),
    );
    deepEqual(new Set(pairs), new Set([true]));
    const [name, firstName] = await unitOfWork.run(async ({ users, avatars }) => [
      (await avatars.find(id, userId))?.name,
      (await users.find(userId))?.firstName,
    ]);
    equal(name, firstName);
  });

  test('who looks sees what is stored by then, several things at once', async ({ unitOfWork }) => {
    const user = await given(unitOfWork).user();
    const avatar = await given(unitOfWork).avatar({ userId: user.id });
    const seen = await unitOfWork.read(({ users, avatars }) =>
      Promise.all([
        users.find(user.id),
        avatars.find(avatar.id, user.id),
        users.find(freshId<UserId>()),
      ]),
    );
    deepEqual(seen, [user, avatar, undefined]);
  });

  test('who looks sees nothing that is not committed, and waits for nobody', async ({
    unitOfWork,
  }) => {
    const avatar = await given(unitOfWork).avatar({ name: 'before' });
    const look = () => unitOfWork.read(({ avatars }) => avatars.find(avatar.id, avatar.userId));
    await unitOfWork.run(async ({ avatars }) => {
      const locked = present(await avatars.findForUpdate(avatar.id, avatar.userId));
      await avatars.save({ ...locked, name: 'after' });
      equal((await look())?.name, 'before');
    });
    equal((await look())?.name, 'after');
  });

  test('what looking throws is thrown on', async ({ unitOfWork }) => {
    const changedMind = new Error('changed my mind');
    const thrown = await rejects(
      unitOfWork.read(async ({ users }) => {
        await users.find(freshId<UserId>());
        throw changedMind;
      }),
    );
    equal(thrown, changedMind);
  });

  test('many units of work at once all finish', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    await atOnce(100, () => unitOfWork.run(({ avatars }) => avatars.add(anAvatar({ userId }))));
    equal(await unitOfWork.run(({ avatars }) => avatars.countForUpdate(userId)), 100);
  });

  test('two that lock the same avatars in opposite order both finish', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const one = await given(unitOfWork).avatar({ userId, name: 'one' });
    const two = await given(unitOfWork).avatar({ userId, name: 'two' });
    await atOnce(4, (index) =>
      unitOfWork.run(async ({ avatars }) => {
        const order = index % 2 === 0 ? [one, two] : [two, one];
        for (const { id } of order) {
          const avatar = present(await avatars.findForUpdate(id, userId));
          await avatars.save({ ...avatar, name: `${avatar.name}+` });
        }
      }),
    );
    const names = (await unitOfWork.run(({ avatars }) => avatars.list(userId, { limit: 10 }))).map(
      ({ name }) => name,
    );
    deepEqual(names.toSorted(), ['one++++', 'two++++']);
  });
};

const isSame =
  (job: Job) =>
  ({ name, data }: Job): boolean =>
    name === job.name && JSON.stringify(data) === JSON.stringify(job.data);
