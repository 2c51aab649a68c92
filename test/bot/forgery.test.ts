import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSendable, startForging, words, type Forging } from './forging.ts';

/** The same in every run. */
const randomly = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
};

describe('buttons that were never shown', () => {
  let forging: Forging;

  beforeAll(async () => {
    forging = await startForging();
  });
  afterAll(() => forging.setting.stop());

  const forgeries = (): string[] => {
    const random = randomly(20_261_122);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
    const valid = forging.wellFormed();
    const mutated = Array.from({ length: 11_000 - valid.length }, () => {
      const letters = [...pick(valid)];
      const changes = 1 + Math.floor(random() * 3);
      for (let change = 0; change < changes; change += 1) {
        const cut = random() < 0.5 ? 1 : 0;
        const put = pick([':', '~', 'A', '9', ...words]);
        letters.splice(Math.floor(random() * letters.length), cut, put);
      }
      return letters.join('');
    });
    return [...valid, ...mutated].filter(isSendable);
  };

  it(
    'read and write nothing of anybody else, ten thousand of them',
    {
      timeout: 600_000,
    },
    async () => {
      expect([...forging.kinds].filter(([, count]) => count === 0)).toEqual([['erasures', 0]]);
      const before = await forging.victims();
      const tried = forgeries();
      expect(tried.length).toBeGreaterThanOrEqual(10_000);
      for (const data of tried) {
        await forging.press(data);
        await forging.lookAndRenew(async () => {
          expect(await forging.victims(), `after ${data}`).toEqual(before);
        });
      }
      expect(await forging.victims()).toEqual(before);
      await forging.setting.settle();
      expect(forging.told().length).toBeGreaterThan(500);
      expect(forging.leaks()).toEqual([]);
      expect(forging.unanswered()).toBe(0);
      const errors = forging.setting.logger.lines.filter(({ level }) => level === 'error');
      expect(errors).toEqual([]);
    },
  );
});
