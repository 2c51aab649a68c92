import { progressAfter } from '../run/progress-after.ts';
import type { RunFailure, RunProgress } from '../run/run.ts';
import type { Generation, GenerationOutput, GenerationStatus } from './generation.ts';

export type GenerationEvent =
  | { readonly type: 'submission.started' }
  | { readonly type: 'run.accepted' }
  | { readonly type: 'run.retried' }
  | { readonly type: 'run.progressed'; readonly progress: RunProgress }
  | { readonly type: 'run.succeeded'; readonly output: GenerationOutput }
  | { readonly type: 'images.kept'; readonly delivered: number }
  | { readonly type: 'run.failed'; readonly failure: RunFailure }
  | { readonly type: 'cancelled' }
  | { readonly type: 'deadline.passed' };

const beforeAcceptance = ['reserved', 'submitting'] as const;
const underWay = ['reserved', 'submitting', 'queued', 'running'] as const;
export const unfinishedGenerationStatuses = [...underWay, 'finishing'] as const;

/** From which statuses an event moves a generation. In any other it changes nothing. */
export const generationTransitions: Readonly<
  Record<GenerationEvent['type'], readonly GenerationStatus[]>
> = {
  'submission.started': beforeAcceptance,
  'run.accepted': beforeAcceptance,
  'run.retried': ['submitting', 'queued', 'running'],
  'run.progressed': ['submitting', 'queued', 'running'],
  'run.succeeded': underWay,
  'images.kept': ['finishing'],
  'run.failed': unfinishedGenerationStatuses,
  cancelled: underWay,
  'deadline.passed': unfinishedGenerationStatuses,
};

export const isGenerationFinal = (status: GenerationStatus): boolean =>
  !(unfinishedGenerationStatuses as readonly GenerationStatus[]).includes(status);

/** The generation after an event, or undefined where the event comes too late, too early or twice. */
export const generationAfter = (
  generation: Generation,
  event: GenerationEvent,
  now: Date,
): Generation | undefined => {
  if (!generationTransitions[event.type].includes(generation.status)) return undefined;
  switch (event.type) {
    case 'submission.started':
    case 'run.retried':
      return { ...generation, status: 'submitting', progress: { stage: 'preparing' } };
    case 'run.accepted':
      return { ...generation, status: 'queued', progress: { stage: 'queued' } };
    case 'run.progressed':
      return progressed(generation, event.progress, now);
    case 'run.succeeded':
      return {
        ...generation,
        status: 'finishing',
        output: event.output,
        progress: { stage: 'finishing' },
        startedAt: generation.startedAt ?? now,
      };
    case 'images.kept':
      return kept(generation, event.delivered, now);
    case 'run.failed':
      return failed(generation, event.failure, now);
    case 'cancelled':
      return { ...generation, status: 'cancelled', finishedAt: now };
    case 'deadline.passed':
      return {
        ...generation,
        status: 'expired',
        failure: { code: 'deadline.passed', retryable: true },
        finishedAt: now,
      };
  }
};

const progressed = (
  generation: Generation,
  news: RunProgress,
  now: Date,
): Generation | undefined => {
  const progress = progressAfter(generation, news);
  if (!progress) return undefined;
  if (progress.stage !== 'running') return { ...generation, status: 'queued', progress };
  return { ...generation, status: 'running', progress, startedAt: generation.startedAt ?? now };
};

/** All pictures flagged is a refusal of the content, not a success with nothing to show. */
const kept = (generation: Generation, delivered: number, now: Date): Generation =>
  delivered === 0
    ? failed(generation, { code: 'content.blocked', retryable: false }, now)
    : { ...generation, status: 'succeeded', delivered, finishedAt: now };

const failed = (generation: Generation, failure: RunFailure, now: Date): Generation => ({
  ...generation,
  status: failure.code === 'content.blocked' ? 'blocked' : 'failed',
  failure,
  finishedAt: now,
});
