import type { Ids } from '../../ports/ids.ts';

/**
 * Ids that look like version 7 and count upwards, the same in every run. `series` tells one source
 * from another: those of a higher series sort after all of a lower one.
 */
export const testIds = (series = 0): Ids => {
  const time = (0x0190_0000_0000 + series).toString(16).padStart(12, '0');
  let made = 0;
  let seeds = 0;
  return {
    next: <Id extends string>() => {
      made += 1;
      const counter = made.toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${counter}` as Id;
    },
    seed: () => {
      seeds += 1;
      return (seeds * 7919) % 2 ** 31;
    },
  };
};
