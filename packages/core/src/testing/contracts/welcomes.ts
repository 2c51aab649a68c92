import type { Pseudonym } from '../../shared/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { equal } from '../assert.ts';
import { freshId, minutesAfter } from '../builders/fresh.ts';
import { casesOf, type Suite } from './suite.ts';

/** Welcome credits are forgotten at the beginning of one. */
const month = (number: number): Date => new Date(Date.UTC(2027, number));

/** A part of the contract of accounts. */
export const welcomeCases = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);

  test('welcome credits are remembered until they are to be forgotten', async ({ unitOfWork }) => {
    const [one, other] = [freshId<Pseudonym>(), freshId<Pseudonym>()];
    const add = (pseudonym: Pseudonym, at: Date, forgetAt: Date) =>
      unitOfWork.run(({ accounts }) => accounts.addWelcome({ pseudonym, forgetAt }, { now: at }));
    const forget = (until: Date, limit = 10) =>
      unitOfWork.run(({ accounts }) => accounts.deleteWelcomes({ until, limit }));
    equal(await add(one, month(0), month(1)), true);
    equal(await add(one, minutesAfter(month(1), -1), month(2)), false);
    equal(await add(other, month(0), month(2)), true);
    // The refused one has put nothing off.
    equal(await add(one, month(1), month(3)), true);
    equal(await forget(minutesAfter(month(2), -1)), 0);
    equal(await forget(month(3), 1), 1);
    equal(await forget(month(3)), 1);
    equal(await forget(month(3)), 0);
    equal(await add(one, month(0), month(1)), true);
    equal(await forget(month(1)), 1);
  });

  test('of those who are welcomed at once under one pseudonym one is', async ({ unitOfWork }) => {
    const welcome = { pseudonym: freshId<Pseudonym>(), forgetAt: month(1) };
    const add = () =>
      unitOfWork.run(({ accounts }) => accounts.addWelcome(welcome, { now: month(0) }));
    const answers = await Promise.all([add(), add(), add()]);
    equal(answers.filter(Boolean).length, 1);
  });
};
