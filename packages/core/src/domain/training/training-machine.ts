import { progressAfter } from '../run/progress-after.ts';
import type { RunFailure, RunProgress } from '../run/run.ts';
import type { Training, TrainingOutput, TrainingResult, TrainingStatus } from './training.ts';

export type TrainingEvent =
  | { readonly type: 'submission.started' }
  | { readonly type: 'run.accepted' }
  | { readonly type: 'run.retried' }
  | { readonly type: 'run.progressed'; readonly progress: RunProgress }
  | { readonly type: 'run.succeeded'; readonly output: TrainingOutput }
  | { readonly type: 'result.kept'; readonly result: TrainingResult }
  | { readonly type: 'run.failed'; readonly failure: RunFailure }
  | { readonly type: 'cancelled' }
  | { readonly type: 'deadline.passed' };

const beforeAcceptance = ['reserved', 'submitting'] as const;
const underWay = ['reserved', 'submitting', 'queued', 'running'] as const;
export const unfinishedTrainingStatuses = [...underWay, 'finishing'] as const;

/** From which statuses an event moves a training. In any other it changes nothing. */
export const trainingTransitions: Readonly<
  Record<TrainingEvent['type'], readonly TrainingStatus[]>
> = {
  'submission.started': beforeAcceptance,
  'run.accepted': beforeAcceptance,
  'run.retried': ['submitting', 'queued', 'running'],
  'run.progressed': ['submitting', 'queued', 'running'],
  'run.succeeded': underWay,
  'result.kept': ['finishing'],
  'run.failed': unfinishedTrainingStatuses,
  cancelled: underWay,
  'deadline.passed': unfinishedTrainingStatuses,
};

export const isTrainingFinal = (status: TrainingStatus): boolean =>
  !(unfinishedTrainingStatuses as readonly TrainingStatus[]).includes(status);

/** The training after an event, or undefined where the event comes too late, too early or twice. */
export const trainingAfter = (
  training: Training,
  event: TrainingEvent,
  now: Date,
): Training | undefined => {
  if (!trainingTransitions[event.type].includes(training.status)) return undefined;
  switch (event.type) {
    case 'submission.started':
    case 'run.retried':
      return { ...training, status: 'submitting', progress: { stage: 'preparing' } };
    case 'run.accepted':
      return { ...training, status: 'queued', progress: { stage: 'queued' } };
    case 'run.progressed':
      return progressed(training, event.progress, now);
    case 'run.succeeded':
      return {
        ...training,
        status: 'finishing',
        output: event.output,
        progress: { stage: 'finishing', percent: 100 },
        startedAt: training.startedAt ?? now,
      };
    case 'result.kept':
      return { ...training, status: 'succeeded', result: event.result, finishedAt: now };
    case 'run.failed':
      return { ...training, status: 'failed', failure: event.failure, finishedAt: now };
    case 'cancelled':
      return { ...training, status: 'cancelled', finishedAt: now };
    case 'deadline.passed':
      return {
        ...training,
        status: 'expired',
        failure: { code: 'deadline.passed', retryable: true },
        finishedAt: now,
      };
  }
};

const progressed = (training: Training, news: RunProgress, now: Date): Training | undefined => {
  const progress = progressAfter(training, news);
  if (!progress) return undefined;
  if (progress.stage !== 'running') return { ...training, status: 'queued', progress };
  return { ...training, status: 'running', progress, startedAt: training.startedAt ?? now };
};
