import type { TrainingId, UserId } from '../../shared/ids.ts';
import { planRecipe } from '../../domain/training/own-trainers.ts';
import { recipeOf } from '../../domain/training/trainer.ts';
import { furtherTrainer } from '../builders/further-trainer.ts';
import type { Training } from '../../domain/training/training.ts';
import {
  unfinishedTrainingStatuses,
  isTrainingFinal,
} from '../../domain/training/training-machine.ts';
import { trainingStatuses } from '../../domain/training/training.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal, rejects } from '../assert.ts';
import { aFinishedTraining } from '../builders/avatars.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { atOnce, casesOf, countOf, type Suite } from './suite.ts';
import { trainingVersions } from './training-versions.ts';

export const trainingsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const find = (unitOfWork: UnitOfWork, { id }: Training) =>
    unitOfWork.run(({ trainings }) => trainings.find(id));

  test('a training is found as it was added', async ({ unitOfWork }) => {
    const training = await given(unitOfWork).trainingToAdd();
    await unitOfWork.run(({ trainings }) => trainings.add(training));
    deepEqual(await find(unitOfWork, training), training);
    const owned = await unitOfWork.run(({ trainings }) =>
      trainings.findOwned(training.id, training.userId),
    );
    deepEqual(owned, training);
  });

  test('a finished training keeps its exact recipe, output and result', async ({ unitOfWork }) => {
    const base = await given(unitOfWork).training();
    const finished = aFinishedTraining({
      ...base,
      startedAt: minutesAfter(builtAt, 1),
      finishedAt: minutesAfter(builtAt, 7),
    });
    const done: Training = { ...finished, status: 'succeeded', progress: { stage: 'finishing' } };
    await unitOfWork.run(({ trainings }) => trainings.save(done, ['reserved']));
    deepEqual(await find(unitOfWork, done), done);
  });

  test('a finetune keeps its id and no weights', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const { id: avatarId } = await given(unitOfWork).avatar({ userId, kind: 'artistic' });
    const recipe = planRecipe({
      kind: 'artistic',
      subject: 'style',
      preset: 'quality',
      triggerPhrase: 'TOK1A2B3C',
      artisticTrainer: 'flux-pro-finetune',
    });
    const training = await given(unitOfWork).training({ userId, avatarId, recipe });
    const done: Training = {
      ...training,
      status: 'succeeded',
      output: { type: 'finetune', finetuneId: 'ft-1' },
      result: { type: 'finetune', finetuneId: 'ft-1' },
      finishedAt: minutesAfter(builtAt, 9),
    };
    await unitOfWork.run(({ trainings }) => trainings.save(done, ['reserved']));
    deepEqual(await find(unitOfWork, done), done);
  });

  test('a recipe of a trainer that a registry adds is kept as it is', async ({ unitOfWork }) => {
    const learning = { subject: 'woman', preset: 'fast', triggerPhrase: 'TOK1A2B3C' } as const;
    const recipe = recipeOf(furtherTrainer, learning);
    const training = await given(unitOfWork).training({ recipe });
    const finished = aFinishedTraining({ ...training, finishedAt: minutesAfter(builtAt, 7) });
    const done: Training = { ...finished, status: 'succeeded' };
    await unitOfWork.run(({ trainings }) => trainings.save(done, ['reserved']));
    deepEqual((await find(unitOfWork, done))?.recipe, recipe);
  });

  test("another person's training is as good as missing", async ({ unitOfWork }) => {
    const { id, avatarId } = await given(unitOfWork).training();
    const { id: stranger } = await given(unitOfWork).user();
    await unitOfWork.run(async ({ trainings }) => {
      equal(await trainings.findOwned(id, stranger), undefined);
      equal(await trainings.findLatest(avatarId, stranger), undefined);
      equal(await trainings.find(freshId<TrainingId>()), undefined);
      equal(await trainings.findOwned(id, freshId<UserId>()), undefined);
    });
  });

  test('an avatar has one unfinished training at a time', async ({ unitOfWork }) => {
    const { avatarId, userId } = await given(unitOfWork).training();
    const second = await given(unitOfWork).trainingToAdd({ avatarId, userId, version: 2 });
    await rejects(unitOfWork.run(({ trainings }) => trainings.add(second)));
    equal(await find(unitOfWork, second), undefined);
  });

  test('of trainings requested at the same time one is added', async ({ unitOfWork }) => {
    const first = await given(unitOfWork).trainingToAdd();
    const { avatarId, userId } = first;
    const rivals = [first];
    for (let version = 2; version < 6; version += 1) {
      rivals.push(await given(unitOfWork).trainingToAdd({ avatarId, userId, version }));
    }
    const outcomes = await Promise.allSettled(
      rivals.map((rival) => unitOfWork.run(({ trainings }) => trainings.add(rival))),
    );
    equal(
      countOf(
        outcomes.map(({ status }) => status),
        'fulfilled',
      ),
      1,
    );
  });

  test('an id that is taken cannot be added again', async ({ unitOfWork }) => {
    const training = await given(unitOfWork).training({ status: 'failed' });
    const double = await given(unitOfWork).trainingToAdd({ id: training.id });
    await rejects(unitOfWork.run(({ trainings }) => trainings.add(double)));
    deepEqual(await find(unitOfWork, training), training);
  });

  test('the newest version is the one that counts last, whatever became of it', async ({
    unitOfWork,
  }) => {
    const first = await given(unitOfWork).training({ status: 'succeeded' });
    const { avatarId, userId } = first;
    const third = await given(unitOfWork).training({
      avatarId,
      userId,
      version: 3,
      status: 'failed',
      failure: {
        code: 'photos.no-face',
        providerType: 'no_face',
        retryable: false,
        photoNumber: 2,
      },
    });
    await given(unitOfWork).training({ avatarId, userId, version: 2, status: 'cancelled' });
    const latest = await unitOfWork.run(({ trainings }) => trainings.findLatest(avatarId, userId));
    deepEqual(latest, third);
    await unitOfWork.run(async ({ trainings }) => {
      const versions = async (limit: number) =>
        (await trainings.listOfAvatar(avatarId, userId, limit)).map(({ version }) => version);
      deepEqual(await versions(100), [3, 2, 1]);
      deepEqual(await versions(2), [3, 2]);
      deepEqual(await trainings.listOfAvatar(avatarId, freshId<UserId>(), 100), []);
    });
  });

  test('a change from an expected status is kept', async ({ unitOfWork }) => {
    const training = await given(unitOfWork).training();
    const running: Training = {
      ...training,
      status: 'running',
      progress: { stage: 'running', percent: 40 },
      startedAt: new Date('2026-11-22T12:01:00.250Z'),
    };
    const saved = await unitOfWork.run(({ trainings }) =>
      trainings.save(running, ['queued', 'reserved']),
    );
    equal(saved, true);
    deepEqual(await find(unitOfWork, training), running);
  });

  test('a change from another status changes nothing', async ({ unitOfWork }) => {
    const training = await given(unitOfWork).training({ status: 'cancelled' });
    const late: Training = { ...training, status: 'succeeded', finishedAt: builtAt };
    equal(
      await unitOfWork.run(({ trainings }) => trainings.save(late, unfinishedTrainingStatuses)),
      false,
    );
    deepEqual(await find(unitOfWork, training), training);
  });

  test('a training that was never added is not saved', async ({ unitOfWork }) => {
    const training = await given(unitOfWork).trainingToAdd();
    equal(
      await unitOfWork.run(({ trainings }) => trainings.save(training, trainingStatuses)),
      false,
    );
    equal(await find(unitOfWork, training), undefined);
  });

  test('of two ends at the same time one happens', async ({ unitOfWork }) => {
    const training = await given(unitOfWork).training({ status: 'running' });
    const saved = await atOnce(6, (index) =>
      unitOfWork.run(({ trainings }) =>
        trainings.save({ ...training, status: index % 2 ? 'cancelled' : 'failed' }, ['running']),
      ),
    );
    equal(countOf(saved, true), 1);
  });

  test('overdue are the unfinished ones past their deadline, the longest first', async ({
    unitOfWork,
  }) => {
    const now = minutesAfter(builtAt, 60);
    const due = (minutes: number, status: Training['status'] = 'running') =>
      given(unitOfWork).training({ deadlineAt: minutesAfter(now, minutes), status });
    const second = await due(-1, 'finishing');
    const first = await due(-10, 'reserved');
    await due(0);
    await due(5);
    for (const status of trainingStatuses.filter(isTrainingFinal)) await due(-20, status);
    const list = (limit: number) =>
      unitOfWork.run(({ trainings }) => trainings.listOverdue(now, limit));
    deepEqual(await list(10), [first, second]);
    deepEqual(await list(1), [first]);
  });

  trainingVersions(suite);
};
