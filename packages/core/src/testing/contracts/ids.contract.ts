import type { UserId } from '../../shared/ids.ts';
import type { Ids } from '../../ports/ids.ts';
import { equal, ok } from '../assert.ts';
import { casesOf, type Suite } from './suite.ts';

export const idsContract = (suite: Suite<{ ids: Ids }>): void => {
  const test = casesOf(suite);
  const many = <T>(make: () => T): T[] => Array.from({ length: 10_000 }, make);

  test('an id is a UUID of version 7 in lower case', async ({ ids }) => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;
    for (const id of many(() => ids.next<UserId>())) ok(uuid.test(id), id);
  });

  test('ids sort in the order they were made, however fast', async ({ ids }) => {
    let before = '';
    for (const id of many(() => ids.next<UserId>())) {
      ok(id > before, `${id} after ${before}`);
      before = id;
    }
  });

  test('no id is made twice', async ({ ids }) => {
    equal(new Set(many(() => ids.next<UserId>())).size, 10_000);
  });

  test('seeds are whole numbers that a generator takes, and differ', async ({ ids }) => {
    const seeds = many(() => ids.seed());
    for (const seed of seeds) {
      ok(Number.isInteger(seed) && seed >= 0 && seed <= 2 ** 31 - 1, `seed ${seed}`);
    }
    ok(new Set(seeds).size > 9_900, 'seeds repeat');
  });
};
