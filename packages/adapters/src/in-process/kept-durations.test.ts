import { describe, expect, it } from 'vitest';
import { PortError, type DurationFigures } from '@aisha/core';
import { testClock } from '@aisha/core/testing';
import { keptDurations } from './kept-durations.ts';

const figures = (p50Ms: number): readonly DurationFigures[] => [
  { kind: { type: 'generation', generator: 'flux-lora' }, p50Ms, p90Ms: 2 * p50Ms },
];

const aSource = () => {
  const clock = testClock();
  const source = { asked: 0, isAway: false, p50Ms: 1000 };
  const durations = keptDurations({
    clock,
    keptMs: 60_000,
    durations: {
      list: async () => {
        source.asked += 1;
        if (source.isAway) throw new PortError('database.unavailable', 'list', { retryable: true });
        return figures(source.p50Ms);
      },
    },
  });
  return { clock, source, durations };
};

describe('figures that are kept', () => {
  it('are asked for once, however many want them', async () => {
    const { source, durations } = aSource();
    const lists = await Promise.all(Array.from({ length: 100 }, () => durations.list()));
    expect(new Set(lists)).toEqual(new Set([lists[0]]));
    expect(await durations.list()).toEqual(figures(1000));
    expect(source.asked).toBe(1);
  });

  it('are asked for again after their time', async () => {
    const { clock, source, durations } = aSource();
    await durations.list();
    source.p50Ms = 3000;
    clock.advance(59_999);
    expect(await durations.list()).toEqual(figures(1000));
    clock.advance(1);
    expect(await durations.list()).toEqual(figures(3000));
  });

  it('are the old ones while nobody can be asked, and none where there were none', async () => {
    const { clock, source, durations } = aSource();
    source.isAway = true;
    expect(await durations.list()).toEqual([]);
    source.isAway = false;
    clock.advance(60_000);
    await durations.list();
    source.isAway = true;
    clock.advance(60_000);
    expect(await durations.list()).toEqual(figures(1000));
    expect(source.asked).toBe(3);
  });
});
