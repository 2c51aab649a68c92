import type { OperatorAlarm } from '../../domain/alarm/operator-alarm.ts';
import type { Operators } from '../../ports/operators.ts';
import { equal, rejects } from '../assert.ts';
import { builtAt } from '../builders/fresh.ts';
import { casesOf, type Suite } from './suite.ts';

export type OperatorsContext = {
  readonly operators: Operators;
  /** How many alarms have reached an operator. */
  readonly reached: () => Promise<number>;
  /** Nobody can be reached the next time. */
  readonly failNext: () => Promise<void>;
};

const since = builtAt.getTime();

/** One of each kind, in each phase. */
const everyAlarm: readonly OperatorAlarm[] = (['raised', 'standing', 'cleared'] as const).flatMap(
  (phase): OperatorAlarm[] => [
    {
      alarm: 'provider-paused',
      phase,
      since,
      scope: 'account',
      reason: 'balance-exhausted',
    },
    { alarm: 'provider-paused', phase, since, scope: 'account', reason: 'unauthorized' },
    { alarm: 'provider-paused', phase, since, scope: 'fake/trainer', reason: 'unavailable' },
    { alarm: 'jobs-parked', phase, since, count: 2, jobs: ['run.check'] },
  ],
);

export const operatorsContract = (suite: Suite<OperatorsContext>): void => {
  const test = casesOf(suite);

  test('every alarm reaches an operator, in each of its phases', async ({ operators, reached }) => {
    for (const alarm of everyAlarm) await operators.tell(alarm);
    equal(await reached(), everyAlarm.length);
  });

  test('where nobody can be reached it says so, and the next attempt tells it', async ({
    operators,
    reached,
    failNext,
  }) => {
    const [alarm] = everyAlarm;
    if (!alarm) throw new Error('there is an alarm to tell');
    await failNext();
    await rejects(operators.tell(alarm), 'messenger.unavailable');
    equal(await reached(), 0);
    await operators.tell(alarm);
    equal(await reached(), 1);
  });
};
