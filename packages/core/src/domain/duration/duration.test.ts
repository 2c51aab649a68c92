import { describe, expect, it } from 'vitest';
import { ownTrainers } from '../training/own-trainers.ts';
import { expectedMinutes, expectedSeconds, type DurationFigures } from './duration.ts';

const ofTraining = (p50Ms: number, p90Ms: number): DurationFigures => ({
  kind: { type: 'training', trainer: 'portrait-lora', preset: 'fast' },
  p50Ms,
  p90Ms,
});
const { portraitLora } = ownTrainers;
const minute = 60_000;

describe('how long a training takes', () => {
  it('is what is commonly known before we have figures of our own', () => {
    expect(expectedMinutes([], portraitLora, 'fast')).toEqual({ from: 3, to: 6 });
    const other = ofTraining(7 * minute, 9 * minute);
    expect(expectedMinutes([other], portraitLora, 'quality')).toEqual({ from: 9, to: 15 });
  });

  it('is what half of ours took, to what nine of ten did, in whole minutes', () => {
    const figures = [ofTraining(7.8 * minute, 11.2 * minute)];
    expect(expectedMinutes(figures, portraitLora, 'fast')).toEqual({ from: 7, to: 12 });
  });

  it('is never nothing, and never from a number to itself', () => {
    expect(expectedMinutes([ofTraining(20_000, 21_000)], portraitLora, 'fast')).toEqual({
      from: 1,
      to: 2,
    });
  });
});

describe('how long an order takes', () => {
  it('nobody knows before we have figures of our own', () => {
    expect(expectedSeconds([ofTraining(1, 2)], 'flux-lora')).toBe(undefined);
  });

  it('is what ours took, in whole seconds', () => {
    const kind = { type: 'generation', generator: 'flux-lora' } as const;
    const figures = [{ kind, p50Ms: 8400, p90Ms: 11_100 }];
    expect(expectedSeconds(figures, 'flux-lora')).toEqual({ from: 8, to: 12 });
    expect(expectedSeconds(figures, 'flux-2-lora')).toBe(undefined);
  });
});
