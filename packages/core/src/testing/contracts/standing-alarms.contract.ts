import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, minutesAfter } from '../builders/fresh.ts';
import { atOnce, casesOf, type Suite } from './suite.ts';

const remindAfterMs = 60 * 60_000;

export const standingAlarmsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const raise = (unitOfWork: UnitOfWork, minute: number, name = 'it-burns') =>
    unitOfWork.run(({ alarms }) =>
      alarms.raise(name, { now: minutesAfter(builtAt, minute), remindAfterMs }),
    );

  test('an alarm is raised once, and stands from then on', async ({ unitOfWork }) => {
    deepEqual(await raise(unitOfWork, 0), { outcome: 'raised', since: builtAt });
    deepEqual(await raise(unitOfWork, 1), { outcome: 'standing', since: builtAt });
    deepEqual(await raise(unitOfWork, 59), { outcome: 'standing', since: builtAt });
  });

  test('it is to be told again after the time given, counted from the last telling', async ({
    unitOfWork,
  }) => {
    await raise(unitOfWork, 0);
    deepEqual(await raise(unitOfWork, 60), { outcome: 'reminded', since: builtAt });
    deepEqual(await raise(unitOfWork, 119), { outcome: 'standing', since: builtAt });
    deepEqual(await raise(unitOfWork, 120), { outcome: 'reminded', since: builtAt });
  });

  test('one that many raise at once is raised by one of them', async ({ unitOfWork }) => {
    const raised = await atOnce(10, () => raise(unitOfWork, 0));
    const outcomes = raised.map(({ outcome }) => outcome).toSorted();
    deepEqual(outcomes, ['raised', ...Array.from({ length: 9 }, () => 'standing')]);
  });

  test('one that many are reminded of at once is told by one of them', async ({ unitOfWork }) => {
    await raise(unitOfWork, 0);
    const raised = await atOnce(10, () => raise(unitOfWork, 60));
    equal(raised.filter(({ outcome }) => outcome === 'reminded').length, 1);
  });

  test('what is cleared is answered once, and is news when it is raised again', async ({
    unitOfWork,
  }) => {
    const clear = () => unitOfWork.run(({ alarms }) => alarms.clear('it-burns'));
    equal(await clear(), undefined);
    await raise(unitOfWork, 0);
    deepEqual(await clear(), builtAt);
    equal(await clear(), undefined);
    const since = minutesAfter(builtAt, 2);
    deepEqual(await raise(unitOfWork, 2), { outcome: 'raised', since });
  });

  test('alarms of different names have nothing to do with each other', async ({ unitOfWork }) => {
    await raise(unitOfWork, 0);
    equal((await raise(unitOfWork, 0, 'it-floods')).outcome, 'raised');
    await unitOfWork.run(({ alarms }) => alarms.clear('it-floods'));
    equal((await raise(unitOfWork, 1)).outcome, 'standing');
  });

  test('one whose transaction failed was never raised', async ({ unitOfWork }) => {
    const failed = unitOfWork.run(async ({ alarms }) => {
      await alarms.raise('it-burns', { now: builtAt, remindAfterMs });
      throw new Error('undone');
    });
    await failed.catch(() => undefined);
    equal((await raise(unitOfWork, 1)).outcome, 'raised');
  });
};
