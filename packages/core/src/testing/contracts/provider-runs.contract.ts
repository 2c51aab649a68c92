import type { ProviderRequestId, RunId, TrainingId } from '../../shared/ids.ts';
import { runBillings } from '../../domain/run/run-cost.ts';
import { runStatuses, type ProviderRun } from '../../domain/run/run.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal, rejects } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { aRun } from '../builders/generations.ts';
import { given } from './given.ts';
import { atOnce, casesOf, countOf, present, type Suite } from './suite.ts';

export const providerRunsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const find = (unitOfWork: UnitOfWork, { id }: ProviderRun) =>
    unitOfWork.run(({ runs }) => runs.find(id));

  test('a run is found as it was added', async ({ unitOfWork }) => {
    const run = await given(unitOfWork).runToAdd({
      nextCheckAt: new Date('2026-11-22T12:00:02.345Z'),
    });
    await unitOfWork.run(({ runs }) => runs.add(run));
    deepEqual(await find(unitOfWork, run), run);
    equal(await unitOfWork.run(({ runs }) => runs.find(freshId<RunId>())), undefined);
  });

  test('an accepted run is found by the name the provider gave it', async ({ unitOfWork }) => {
    const run = await given(unitOfWork).run();
    const requestId = '764cabcf-b745-4b3e-ae38-1200304cf45b' as ProviderRequestId;
    const accepted: ProviderRun = {
      ...run,
      status: 'accepted',
      requestId,
      acceptedAt: minutesAfter(builtAt, 1),
      nextCheckAt: minutesAfter(builtAt, 2),
      checks: 3,
    };
    equal(await unitOfWork.run(({ runs }) => runs.save(accepted, ['intended'])), true);
    await unitOfWork.run(async ({ runs }) => {
      deepEqual(await runs.findByRequestId(requestId), accepted);
      equal(await runs.findByRequestId('another' as ProviderRequestId), undefined);
    });
  });

  test('a subject has each try once', async ({ unitOfWork }) => {
    const run = await given(unitOfWork).run();
    const double = aRun({ subject: run.subject, userId: run.userId });
    await rejects(unitOfWork.run(({ runs }) => runs.add(double)));
    equal(await find(unitOfWork, double), undefined);
    deepEqual(await find(unitOfWork, run), run);
  });

  test('of equal tries at the same time one is added', async ({ unitOfWork }) => {
    const { subject, userId } = await given(unitOfWork).runToAdd();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        unitOfWork.run(({ runs }) => runs.add(aRun({ subject, userId }))),
      ),
    );
    const statuses = outcomes.map(({ status }) => status);
    equal(countOf(statuses, 'fulfilled'), 1);
  });

  test('the latest try of a subject is the one with the highest number', async ({ unitOfWork }) => {
    const { subject, userId } = await given(unitOfWork).run({ tryNumber: 1, status: 'refused' });
    const third = await given(unitOfWork).run({ subject, userId, tryNumber: 3, spentTries: 2 });
    await given(unitOfWork).run({ subject, userId, tryNumber: 2, status: 'abandoned' });
    await given(unitOfWork).run({ tryNumber: 9 });
    await unitOfWork.run(async ({ runs }) => {
      deepEqual(await runs.findLatest(subject), third);
      const unknown = { type: 'training', id: freshId<TrainingId>() } as const;
      equal(await runs.findLatest(unknown), undefined);
    });
  });

  test('a run may be of a generation as well', async ({ unitOfWork }) => {
    const { id, userId } = await given(unitOfWork).generation();
    const run = await given(unitOfWork).run({ userId, subject: { type: 'generation', id } });
    deepEqual(await unitOfWork.run(({ runs }) => runs.findLatest({ type: 'generation', id })), run);
  });

  test('a change from an expected status is kept', async ({ unitOfWork }) => {
    const run = await given(unitOfWork).run({
      status: 'accepted',
      nextCheckAt: minutesAfter(builtAt, 1),
    });
    const ended: ProviderRun = { ...run, status: 'ended', nextCheckAt: undefined };
    equal(await unitOfWork.run(({ runs }) => runs.save(ended, ['intended', 'accepted'])), true);
    deepEqual(await find(unitOfWork, run), ended);
  });

  test('a change from another status changes nothing', async ({ unitOfWork }) => {
    const run = await given(unitOfWork).run({ status: 'ended' });
    const late: ProviderRun = { ...run, status: 'accepted', checks: 9 };
    equal(await unitOfWork.run(({ runs }) => runs.save(late, ['intended', 'accepted'])), false);
    deepEqual(await find(unitOfWork, run), run);
    const unknown = await given(unitOfWork).runToAdd();
    equal(await unitOfWork.run(({ runs }) => runs.save(unknown, runStatuses)), false);
    equal(await find(unitOfWork, unknown), undefined);
  });

  test('of those who take a run on at the same time one does', async ({ unitOfWork }) => {
    const run = await given(unitOfWork).run();
    const accepted: ProviderRun = { ...run, status: 'accepted', acceptedAt: builtAt };
    const saved = await atOnce(6, () =>
      unitOfWork.run(({ runs }) =>
        runs.save({ ...accepted, requestId: freshId<ProviderRequestId>() }, ['intended']),
      ),
    );
    equal(countOf(saved, true), 1);
  });

  test('due are the runs that are asked about whose next check lies before now, the longest first', async ({
    unitOfWork,
  }) => {
    const now = minutesAfter(builtAt, 60);
    const due = (minutes: number | undefined, status: ProviderRun['status'] = 'accepted') =>
      given(unitOfWork).run({
        status,
        nextCheckAt: minutes === undefined ? undefined : minutesAfter(now, minutes),
      });
    const third = await due(-1, 'intended');
    const second = await due(-5, 'abandoned');
    const first = await due(-10);
    await due(0);
    await due(5);
    await due(undefined);
    await due(-20, 'ended');
    await due(undefined, 'abandoned');
    await due(undefined, 'refused');
    const list = (limit: number) => unitOfWork.run(({ runs }) => runs.listDue(now, limit));
    deepEqual(await list(10), [first, second, third]);
    deepEqual(await list(1), [first]);
  });

  test('what a run costs is kept as it was intended, and moves with what becomes known', async ({
    unitOfWork,
  }) => {
    const run = await given(unitOfWork).run();
    for (const billing of runBillings) {
      const cost = { ...run.cost, billing };
      equal(await unitOfWork.run(({ runs }) => runs.save({ ...run, cost }, ['intended'])), true);
      deepEqual((await find(unitOfWork, run))?.cost, cost);
    }
    const large = { expectedMicroUsd: 9_000_000_000, billing: 'open' } as const;
    const dear = await given(unitOfWork).run({ cost: large });
    deepEqual((await find(unitOfWork, dear))?.cost, large);
  });

  test('orphans stand beside the try whose submission was taken twice, and are no tries', async ({
    unitOfWork,
  }) => {
    const named = await given(unitOfWork).run({ status: 'accepted' });
    const { subject, userId, tryNumber } = named;
    const own = { subject, userId, tryNumber, orphanOf: named.id, status: 'abandoned' } as const;
    const orphan = await given(unitOfWork).run({ ...own, requestId: freshId<ProviderRequestId>() });
    const other = await given(unitOfWork).run({ ...own, requestId: freshId<ProviderRequestId>() });
    await given(unitOfWork).run();
    await unitOfWork.run(async ({ runs }) => {
      deepEqual(await runs.find(orphan.id), orphan);
      deepEqual(await runs.findByRequestId(present(orphan.requestId)), orphan);
      deepEqual(await runs.findLatest(subject), named);
      deepEqual(await runs.listOf(subject), [other, orphan, named]);
    });
  });

  test('a request of the provider is one run', async ({ unitOfWork }) => {
    const first = await given(unitOfWork).run({ status: 'accepted' });
    const { subject, userId, requestId } = first;
    const own = { subject, userId, orphanOf: first.id, status: 'abandoned', requestId } as const;
    const double = aRun(own);
    await rejects(unitOfWork.run(({ runs }) => runs.add(double)));
    const other = await given(unitOfWork).run();
    const taking: ProviderRun = { ...other, status: 'accepted', requestId };
    await rejects(unitOfWork.run(({ runs }) => runs.save(taking, ['intended'])));
    deepEqual(await find(unitOfWork, first), first);
    deepEqual(await find(unitOfWork, other), other);
  });
};
