import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { noFigures } from '../../domain/statistics/day-figures.ts';
import { deepEqual } from '../assert.ts';
import { given } from './given.ts';
import { casesOf, type Suite } from './suite.ts';

export const statisticsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const list = (unitOfWork: UnitOfWork, since: string) =>
    unitOfWork.read(({ statistics }) => statistics.listDays(new Date(since)));

  test('nothing that happened is no day', async ({ unitOfWork }) => {
    deepEqual(await list(unitOfWork, '2026-01-01T00:00:00Z'), []);
  });

  test('each day tells what was asked for and what came of it, the first first', async ({
    unitOfWork,
  }) => {
    const stage = given(unitOfWork);
    const at = (time: string) => new Date(time);
    const { id: userId } = await stage.user({ createdAt: at('2026-11-20T00:00:00Z') });
    await stage.training({
      userId,
      status: 'succeeded',
      createdAt: at('2026-11-20T23:59:59Z'),
      finishedAt: at('2026-11-21T00:00:00Z'),
    });
    await stage.training({
      userId,
      status: 'expired',
      createdAt: at('2026-11-20T10:00:00Z'),
      finishedAt: at('2026-11-20T11:00:00Z'),
    });
    const figures = (await list(unitOfWork, '2026-11-20T00:00:00Z')).filter(
      ({ day }) => day < '2026-11-22',
    );
    deepEqual(figures, [
      { ...noFigures('2026-11-20'), people: 1, trainings: 2, untrained: 1 },
      { ...noFigures('2026-11-21'), trained: 1 },
    ]);
    const later = await list(unitOfWork, '2026-11-21T00:00:00Z');
    deepEqual(later[0], { ...noFigures('2026-11-21'), trained: 1 });
  });
};
