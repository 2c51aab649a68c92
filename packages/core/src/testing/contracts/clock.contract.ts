import type { Clock } from '../../ports/clock.ts';
import { equal, ok } from '../assert.ts';
import { casesOf, type Suite } from './suite.ts';

export const clockContract = (suite: Suite<{ clock: Clock }>): void => {
  const test = casesOf(suite);

  test('time is a valid date and does not run backwards', async ({ clock }) => {
    let before = clock.now().getTime();
    ok(Number.isInteger(before), 'no valid date');
    for (let reads = 0; reads < 100; reads += 1) {
      const now = clock.now().getTime();
      ok(now >= before, 'time ran backwards');
      before = now;
    }
  });

  test('who changes a date changes nobody else’s', async ({ clock }) => {
    const mine = clock.now();
    mine.setFullYear(1999);
    ok(clock.now().getFullYear() > 1999, 'the clock was changed');
    equal(mine.getFullYear(), 1999);
  });
};
