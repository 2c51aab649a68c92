import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aGeneration, builtAt, minutesAfter } from '../../testing/index.ts';
import { anyFailure, anyProgress } from '../../testing/run-news.ts';
import { generationStatuses, type Generation, type GenerationStatus } from './generation.ts';
import {
  isGenerationFinal,
  generationAfter,
  generationTransitions,
  unfinishedGenerationStatuses,
  type GenerationEvent,
} from './generation-machine.ts';

const output = {
  seed: 42,
  images: [{ url: 'https://results.fake.test/1.png', flagged: false }],
} as const;
const failures = anyFailure.map((failure): GenerationEvent => ({ type: 'run.failed', failure }));
const news = anyProgress.map((progress): GenerationEvent => ({ type: 'run.progressed', progress }));
const events: readonly GenerationEvent[] = [
  { type: 'submission.started' },
  { type: 'run.accepted' },
  { type: 'run.retried' },
  { type: 'run.succeeded', output },
  { type: 'images.kept', delivered: 1 },
  { type: 'images.kept', delivered: 0 },
  { type: 'cancelled' },
  { type: 'withdrawn' },
  { type: 'deadline.passed' },
  ...failures,
  ...news,
];
const anyEvents = fc.array(fc.constantFrom(...events), { maxLength: 40 });

/** Every generation that a story of events passes through, the first one included. */
const story = (told: readonly GenerationEvent[]): Generation[] => {
  const passed: Generation[] = [aGeneration()];
  for (const [at, event] of told.entries()) {
    const next = generationAfter(passed.at(-1)!, event, minutesAfter(builtAt, at + 1));
    if (next) passed.push(next);
  }
  return passed;
};

describe('a generation', () => {
  it('goes from its request to its result', () => {
    const path = story([
      { type: 'submission.started' },
      { type: 'run.accepted' },
      { type: 'run.progressed', progress: { stage: 'running', percent: 50 } },
      { type: 'run.succeeded', output },
      { type: 'images.kept', delivered: 2 },
    ]);
    expect(path.map(({ status }) => status)).toEqual([
      'reserved',
      'submitting',
      'queued',
      'running',
      'finishing',
      'succeeded',
    ]);
    expect(path.at(-1)).toMatchObject({
      output,
      delivered: 2,
      startedAt: minutesAfter(builtAt, 3),
      finishedAt: minutesAfter(builtAt, 5),
    });
  });

  it('that ended says how, and since when', () => {
    const failure = { code: 'provider.failed', retryable: false } as const;
    expect(story([{ type: 'run.failed', failure }]).at(-1)).toMatchObject({
      status: 'failed',
      failure,
      finishedAt: minutesAfter(builtAt, 1),
    });
    expect(story([{ type: 'deadline.passed' }]).at(-1)).toMatchObject({
      status: 'expired',
      failure: { code: 'deadline.passed' },
    });
  });

  it('with nothing to show is blocked, not a success', () => {
    const failure = { code: 'content.blocked', retryable: false } as const;
    expect(story([{ type: 'run.failed', failure }]).at(-1)).toMatchObject({ status: 'blocked' });
    const path = story([
      { type: 'run.succeeded', output },
      { type: 'images.kept', delivered: 0 },
    ]);
    expect(path.at(-1)).toMatchObject({ status: 'blocked', failure, delivered: 0 });
  });

  it('says nothing of a percentage that nobody told', () => {
    const untold = { type: 'run.progressed', progress: { stage: 'running' } } as const;
    const told = { type: 'run.progressed', progress: { stage: 'running', percent: 30 } } as const;
    const started = { type: 'submission.started' } as const;
    expect(story([started, untold]).at(-1)?.progress).toEqual({ stage: 'running' });
    expect(story([started, told, untold]).at(-1)?.progress).toEqual(told.progress);
  });
});

describe('any story of a generation', () => {
  it('ends for good where it ends', () => {
    fc.assert(
      fc.property(anyEvents, (told) => {
        const path = story(told);
        const firstFinal = path.findIndex(({ status }) => isGenerationFinal(status));
        expect([-1, path.length - 1]).toContain(firstFinal);
        expect(path.at(-1)?.finishedAt !== undefined).toBe(firstFinal !== -1);
      }),
    );
  });

  it('never shows less progress than before within one try', () => {
    fc.assert(
      fc.property(anyEvents, (told) => {
        const path = story(told);
        for (const [at, next] of path.entries()) {
          const before = path[at - 1] ?? next;
          if (next.status === 'submitting' || isGenerationFinal(next.status)) continue;
          const ranks = [before, next].map(({ status }) => generationStatuses.indexOf(status));
          expect(ranks[1]).toBeGreaterThanOrEqual(ranks[0]!);
          if (before.status !== 'running' || next.status !== 'running') continue;
          expect(next.progress?.percent ?? 0).toBeGreaterThanOrEqual(before.progress?.percent ?? 0);
        }
      }),
    );
  });

  it('keeps what was ordered', () => {
    fc.assert(
      fc.property(anyEvents, (told) => {
        const [first, ...rest] = story(told);
        for (const { id, price, holdId, request, deadlineAt } of rest) {
          expect(first).toMatchObject({ id, price, holdId, request, deadlineAt });
        }
      }),
    );
  });
});

describe('the table of transitions', () => {
  /** Where news of progress is older than what is known, the function may still say no. */
  it.each(events)('is what the function does: $type', (event) => {
    for (const status of generationStatuses) {
      const moved = generationAfter(aGeneration({ status }), event, builtAt) !== undefined;
      const listed = generationTransitions[event.type].includes(status);
      if (moved || event.type !== 'run.progressed') expect(moved, status).toBe(listed);
    }
  });

  it('reaches every status, and leaves none that is not final', () => {
    const reached = new Set<GenerationStatus>(['reserved']);
    for (const status of reached) {
      for (const event of events) {
        const next = generationAfter(aGeneration({ status }), event, builtAt);
        if (next) reached.add(next.status);
      }
    }
    expect([...reached].toSorted()).toEqual(generationStatuses.toSorted());
    expect(generationStatuses.filter((status) => !isGenerationFinal(status))).toEqual([
      ...unfinishedGenerationStatuses,
    ]);
  });
});
