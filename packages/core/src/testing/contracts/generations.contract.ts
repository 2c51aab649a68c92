import type { GenerationId, ImageId, RunId, UserId } from '../../shared/ids.ts';
import {
  isGenerationFinal,
  unfinishedGenerationStatuses,
} from '../../domain/generation/generation-machine.ts';
import { generationStatuses, type Generation } from '../../domain/generation/generation.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { aRun } from '../builders/generations.ts';
import { given } from './given.ts';
import { atOnce, casesOf, countOf, type Suite } from './suite.ts';

export const generationsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const find = (unitOfWork: UnitOfWork, { id }: Generation) =>
    unitOfWork.run(({ generations }) => generations.find(id));
  const add = (unitOfWork: UnitOfWork, generation: Generation) =>
    unitOfWork.run(({ generations }) => generations.add(generation));

  test('an order is found as it was added', async ({ unitOfWork }) => {
    const base = await given(unitOfWork).generationToAdd({
      prompt: `${'длинный запрос 🎨 '.repeat(120)}конец`,
    });
    const request = { ...base.request, guidanceScale: 3.5, inferenceSteps: 28, strength: 0.85 };
    const generation = { ...base, request };
    equal(await add(unitOfWork, generation), true);
    deepEqual(await find(unitOfWork, generation), generation);
    const owned = await unitOfWork.run(({ generations }) =>
      generations.findOwned(generation.id, generation.userId),
    );
    deepEqual(owned, generation);
  });

  test('an order is found by its runs, and by nothing else’s', async ({ unitOfWork }) => {
    const stage = given(unitOfWork);
    const generation = await stage.generation();
    const { id, userId } = generation;
    const run = aRun({ subject: { type: 'generation', id }, userId });
    await unitOfWork.run(({ runs }) => runs.add(run));
    const ofTraining = await stage.run({
      subject: { type: 'training', id: (await stage.training()).id },
    });
    await unitOfWork.read(async ({ generations }) => {
      deepEqual(await generations.findOfRun(run.id), generation);
      equal(await generations.findOfRun(ofTraining.id), undefined);
      equal(await generations.findOfRun(freshId<RunId>()), undefined);
      equal(await generations.findOfRun('no id' as RunId), undefined);
    });
  });

  test('a person’s orders are listed newest first, page by page', async ({ unitOfWork }) => {
    const stage = given(unitOfWork);
    const { id: userId } = await stage.user();
    const first = await stage.generation({ userId });
    const second = await stage.generation({ userId });
    await stage.generation();
    const list = (page: { limit: number; before?: GenerationId }) =>
      unitOfWork.read(({ generations }) => generations.list(userId, page));
    deepEqual(await list({ limit: 9 }), [second, first]);
    deepEqual(await list({ limit: 1 }), [second]);
    deepEqual(await list({ limit: 9, before: second.id }), [first]);
  });

  test('an order of nobody’s avatar is found as it was added', async ({ unitOfWork }) => {
    const { avatarId, trainingId, ...base } = await given(unitOfWork).generationToAdd();
    const likeImageId = freshId<ImageId>();
    const settings = { raw: true, safetyTolerance: 2, format: 'png', closeness: 0.4 } as const;
    const request = { ...base.request, ...settings, generator: 'brand-new', task: 'vary' } as const;
    const generation = {
      ...base,
      avatarId: undefined,
      trainingId: undefined,
      likeImageId,
      request,
    };
    equal(await add(unitOfWork, generation), true);
    deepEqual(await find(unitOfWork, generation), { ...base, likeImageId, request });
    await unitOfWork.run(async ({ generations }) => {
      deepEqual(await generations.listUnfinishedOfAvatar(avatarId, base.userId, 10), []);
    });
    ok(trainingId !== undefined, 'the avatar was there');
  });

  test("another person's order is as good as missing", async ({ unitOfWork }) => {
    const { id } = await given(unitOfWork).generation();
    const { id: stranger } = await given(unitOfWork).user();
    await unitOfWork.run(async ({ generations }) => {
      equal(await generations.findOwned(id, stranger), undefined);
      equal(await generations.find(freshId<GenerationId>()), undefined);
    });
  });

  test('a second tap is the first one again', async ({ unitOfWork }) => {
    const generation = await given(unitOfWork).generation();
    equal(await add(unitOfWork, { ...generation, prompt: 'another prompt', price: 8 }), false);
    deepEqual(await find(unitOfWork, generation), generation);
  });

  test('of many taps at once one adds the order', async ({ unitOfWork }) => {
    const generation = await given(unitOfWork).generationToAdd();
    const added = await atOnce(10, () => add(unitOfWork, generation));
    equal(countOf(added, true), 1);
  });

  test('a change from an expected status is kept', async ({ unitOfWork }) => {
    const generation = await given(unitOfWork).generation();
    const finishing: Generation = {
      ...generation,
      status: 'finishing',
      progress: { stage: 'finishing', queuePosition: 0 },
      output: {
        seed: 4_294_967_295,
        images: [
          { url: 'https://results.fake.test/1.png', width: 896, height: 1152, flagged: false },
          { url: 'https://results.fake.test/2.png', flagged: true },
        ],
      },
      startedAt: new Date('2026-11-22T12:00:01.500Z'),
    };
    const done: Generation = {
      ...finishing,
      status: 'succeeded',
      delivered: 1,
      finishedAt: new Date('2026-11-22T12:00:09.001Z'),
    };
    await unitOfWork.run(async ({ generations }) => {
      equal(await generations.save(finishing, ['reserved']), true);
      equal(await generations.save(done, ['finishing']), true);
    });
    deepEqual(await find(unitOfWork, generation), done);
  });

  test('a change from another status changes nothing', async ({ unitOfWork }) => {
    const generation = await given(unitOfWork).generation({
      status: 'blocked',
      failure: { code: 'content.blocked', retryable: false },
    });
    const late: Generation = { ...generation, status: 'succeeded', delivered: 2 };
    equal(
      await unitOfWork.run(({ generations }) =>
        generations.save(late, unfinishedGenerationStatuses),
      ),
      false,
    );
    deepEqual(await find(unitOfWork, generation), generation);
  });

  test('an order that was never added is not saved', async ({ unitOfWork }) => {
    const generation = await given(unitOfWork).generationToAdd();
    equal(
      await unitOfWork.run(({ generations }) => generations.save(generation, generationStatuses)),
      false,
    );
    equal(await find(unitOfWork, generation), undefined);
  });

  test('first pictures are kept apart from orders, and made once a version', async ({
    unitOfWork,
  }) => {
    const free = { purpose: 'preview', price: 0 } as const;
    const preview = await given(unitOfWork).generationToAdd(free, { amount: 0 });
    equal(await add(unitOfWork, preview), true);
    deepEqual(await find(unitOfWork, preview), preview);
    const { userId, avatarId, trainingId } = preview;
    const again = await given(unitOfWork).generationToAdd({ ...free, userId }, { amount: 0 });
    await rejects(add(unitOfWork, { ...again, avatarId, trainingId }));
    const order = await given(unitOfWork).generationToAdd({ userId });
    equal(await add(unitOfWork, { ...order, avatarId, trainingId }), true);
  });

  test('those of an avatar that are under way are found by its owner', async ({ unitOfWork }) => {
    const going = await given(unitOfWork).generation({ status: 'running' });
    const { avatarId, trainingId, userId } = going;
    const over = await given(unitOfWork).generationToAdd({ userId, status: 'failed' });
    await add(unitOfWork, { ...over, avatarId, trainingId });
    await given(unitOfWork).generation({ userId });
    const list = (who: UserId, limit = 10) =>
      unitOfWork.run(({ generations }) => generations.listUnfinishedOfAvatar(avatarId, who, limit));
    deepEqual(await list(userId), [going]);
    deepEqual(await list((await given(unitOfWork).user()).id), []);
    deepEqual(await list(userId, 1), [going]);
  });

  test('of ends at the same time one happens', async ({ unitOfWork }) => {
    const generation = await given(unitOfWork).generation({ status: 'running' });
    const saved = await atOnce(6, (index) =>
      unitOfWork.run(({ generations }) =>
        generations.save({ ...generation, status: index % 2 ? 'cancelled' : 'expired' }, [
          'running',
        ]),
      ),
    );
    equal(countOf(saved, true), 1);
  });

  test('overdue are the unfinished ones past their deadline, the longest first', async ({
    unitOfWork,
  }) => {
    const now = minutesAfter(builtAt, 60);
    const due = (minutes: number, status: Generation['status'] = 'running') =>
      given(unitOfWork).generation({ deadlineAt: minutesAfter(now, minutes), status });
    const second = await due(-1, 'finishing');
    const first = await due(-10, 'reserved');
    await due(0);
    await due(5);
    for (const status of generationStatuses.filter(isGenerationFinal)) await due(-20, status);
    const list = (limit: number) =>
      unitOfWork.run(({ generations }) => generations.listOverdue(now, limit));
    deepEqual(await list(10), [first, second]);
    deepEqual(await list(1), [first]);
  });
};
