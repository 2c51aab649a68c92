import { describe, expect, it } from 'vitest';
import { defaultTimings } from './options.ts';
import { planRun, queuePosition } from './plan.ts';
import type { Run } from './run-record.ts';
import { generators } from './generators.ts';

const endpoint = 'fal-ai/flux-lora';
const model = generators[endpoint];
const timings = { ...defaultTimings, queueMs: 900, generationMs: 2_000, concurrency: 2 };

const planned = (runs: readonly Run[]): Run => {
  if (!model) throw new Error('no model');
  const submission = { endpoint, model, input: { prompt: 'x' }, origin: 'http://127.0.0.1:1' };
  return planRun(submission, { runs, timings, effect: undefined });
};

describe('a plan', () => {
  it('starts a run when a runner comes free', () => {
    const first = planned([]);
    const second = planned([first]);
    const third = planned([first, second]);
    const fourth = planned([first, second, third]);
    expect(first.startsAt - first.acceptedAt).toBe(900);
    expect(third.startsAt).toBe(first.endsAt);
    expect(fourth.startsAt).toBe(second.endsAt);
    expect(planned([{ ...first, completedAt: 1 }, second]).startsAt).toBeLessThan(second.endsAt);
  });

  it('counts the position down to the front while it waits', () => {
    const run = planned([]);
    const positions = [0, 400, 899].map((ms) => queuePosition(run, [run], run.acceptedAt + ms));
    expect(positions).toEqual([2, 1, 0]);
  });

  it('counts our own earlier requests too', () => {
    const run = planned([]);
    const earlier = { ...run, acceptedAt: run.acceptedAt - 1 };
    expect(queuePosition(run, [earlier, run], run.startsAt - 1)).toBe(1);
  });
});
