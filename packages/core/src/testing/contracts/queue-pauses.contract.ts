import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, minutesAfter } from '../builders/fresh.ts';
import { atOnce, casesOf, countOf, type Suite } from './suite.ts';

export const queuePausesContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const add = (unitOfWork: UnitOfWork, name: string, since = builtAt) =>
    unitOfWork.run(({ queuePauses }) => queuePauses.add({ name, since }));
  const list = (unitOfWork: UnitOfWork) => unitOfWork.read(({ queuePauses }) => queuePauses.list());

  test('a queue is paused once, and stays so since then', async ({ unitOfWork }) => {
    equal(await add(unitOfWork, 'run.check'), true);
    equal(await add(unitOfWork, 'run.check', minutesAfter(builtAt, 1)), false);
    equal(await add(unitOfWork, 'photo.judge'), true);
    deepEqual(await list(unitOfWork), [
      { name: 'photo.judge', since: builtAt },
      { name: 'run.check', since: builtAt },
    ]);
  });

  test('of many that pause one at once one did', async ({ unitOfWork }) => {
    const answers = await atOnce(4, () => add(unitOfWork, 'run.check'));
    equal(countOf(answers, true), 1);
  });

  test('it is resumed once', async ({ unitOfWork }) => {
    const resume = () => unitOfWork.run(({ queuePauses }) => queuePauses.delete('run.check'));
    equal(await resume(), false);
    await add(unitOfWork, 'run.check');
    equal(await resume(), true);
    equal(await resume(), false);
    deepEqual(await list(unitOfWork), []);
  });
};
