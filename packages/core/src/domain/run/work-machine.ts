import { progressAfter } from './progress-after.ts';
import type { RunFailure, RunProgress } from './run.ts';

/** What happens to paid work at a provider, a training or an order of pictures alike, up to its result being kept. */
export type WorkEvent<Output> =
  | { readonly type: 'submission.started' }
  | { readonly type: 'run.accepted' }
  | { readonly type: 'run.retried' }
  | { readonly type: 'run.progressed'; readonly progress: RunProgress }
  | { readonly type: 'run.succeeded'; readonly output: Output }
  | { readonly type: 'run.failed'; readonly failure: RunFailure }
  | { readonly type: 'cancelled' }
  /** What it is for is gone: it ends as if it were cancelled, even where its result is being kept already. */
  | { readonly type: 'withdrawn' }
  | { readonly type: 'deadline.passed' };

const beforeAcceptance = ['reserved', 'submitting'] as const;
const submitted = ['submitting', 'queued', 'running'] as const;
const underWay = ['reserved', ...submitted] as const;
export const unfinishedWorkStatuses = [...underWay, 'finishing'] as const;

type Unfinished = (typeof unfinishedWorkStatuses)[number];

/** From which statuses an event moves the work. In any other it changes nothing. */
export const workTransitions = {
  'submission.started': beforeAcceptance,
  'run.accepted': beforeAcceptance,
  'run.retried': submitted,
  'run.progressed': submitted,
  'run.succeeded': underWay,
  'run.failed': unfinishedWorkStatuses,
  cancelled: underWay,
  withdrawn: unfinishedWorkStatuses,
  'deadline.passed': unfinishedWorkStatuses,
} as const satisfies Record<WorkEvent<never>['type'], readonly Unfinished[]>;

export type WorkChanges<Output> =
  | { readonly status: 'submitting'; readonly progress: RunProgress }
  | {
      readonly status: 'queued' | 'running';
      readonly progress: RunProgress;
      readonly startedAt?: Date;
    }
  | {
      readonly status: 'finishing';
      readonly output: Output;
      readonly progress: RunProgress;
      readonly startedAt: Date;
    }
  | {
      readonly status: 'failed' | 'cancelled' | 'expired';
      readonly failure?: RunFailure;
      readonly finishedAt: Date;
    };

type Work = {
  readonly status: string;
  readonly progress?: RunProgress | undefined;
  readonly startedAt?: Date | undefined;
};

/** What an event that applies changes, or undefined where it is older than what is known. */
export const workChanges = <Output>(
  work: Work,
  event: WorkEvent<Output>,
  now: Date,
): WorkChanges<Output> | undefined => {
  switch (event.type) {
    case 'submission.started':
    case 'run.retried':
      return { status: 'submitting', progress: { stage: 'preparing' } };
    case 'run.accepted':
      return { status: 'queued', progress: { stage: 'queued' } };
    case 'run.progressed':
      return progressed(work, event.progress, now);
    case 'run.succeeded':
      return {
        status: 'finishing',
        output: event.output,
        progress: { stage: 'finishing', percent: 100 },
        startedAt: work.startedAt ?? now,
      };
    case 'run.failed':
      return { status: 'failed', failure: event.failure, finishedAt: now };
    case 'cancelled':
    case 'withdrawn':
      return { status: 'cancelled', finishedAt: now };
    case 'deadline.passed': {
      const failure = { code: 'deadline.passed', retryable: true } as const;
      return { status: 'expired', failure, finishedAt: now };
    }
  }
};

const progressed = (work: Work, news: RunProgress, now: Date): WorkChanges<never> | undefined => {
  const progress = progressAfter(work, news);
  if (!progress) return undefined;
  if (progress.stage !== 'running') return { status: 'queued', progress };
  return { status: 'running', progress, startedAt: work.startedAt ?? now };
};
