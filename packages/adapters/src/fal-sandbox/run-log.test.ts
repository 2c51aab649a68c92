import { describe, expect, it } from 'vitest';
import { logsOf } from './run-log.ts';
import type { Run } from './run-record.ts';

const run: Run = {
  requestId: 'one',
  endpoint: 'fal-ai/flux-lora-portrait-trainer',
  app: 'fal-ai/flux-lora-portrait-trainer',
  input: {},
  origin: 'http://localhost',
  seed: 1,
  steps: 1_000,
  acceptedAt: 0,
  startsAt: 0,
  endsAt: 1_000,
  costUsd: 0,
};

describe('the log of a run', () => {
  it('tells how far it has come by the clock', () => {
    const messages = logsOf(run, 500).map(({ message }) => message);
    expect(messages).toHaveLength(11);
    expect(messages.at(-1)).toContain('500/1000');
  });

  it('tells of no steps where its input was refused, however long that took', () => {
    const messages = logsOf({ ...run, steps: 0 }, 900).map(({ message }) => message);
    expect(messages).toEqual(['Loading the input files']);
  });
});
