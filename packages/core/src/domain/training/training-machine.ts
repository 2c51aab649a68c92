import {
  unfinishedWorkStatuses,
  workChanges,
  workTransitions,
  type WorkEvent,
} from '../run/work-machine.ts';
import type { Training, TrainingOutput, TrainingResult, TrainingStatus } from './training.ts';

export type TrainingEvent =
  WorkEvent<TrainingOutput> | { readonly type: 'result.kept'; readonly result: TrainingResult };

export const unfinishedTrainingStatuses = unfinishedWorkStatuses;

/** From which statuses an event moves a training. In any other it changes nothing. */
export const trainingTransitions: Readonly<
  Record<TrainingEvent['type'], readonly TrainingStatus[]>
> = { ...workTransitions, 'result.kept': ['finishing'] };

export const isTrainingFinal = (status: TrainingStatus): boolean =>
  !(unfinishedTrainingStatuses as readonly TrainingStatus[]).includes(status);

/** Once its result is being kept there is nothing left to stop. */
export const canBeCancelled = ({ status }: Pick<Training, 'status'>): boolean =>
  trainingTransitions.cancelled.includes(status);

/** The training after an event, or undefined where the event comes too late, too early or twice. */
export const trainingAfter = (
  training: Training,
  event: TrainingEvent,
  now: Date,
): Training | undefined => {
  if (!trainingTransitions[event.type].includes(training.status)) return undefined;
  if (event.type === 'result.kept') {
    return { ...training, status: 'succeeded', result: event.result, finishedAt: now };
  }
  const changes = workChanges(training, event, now);
  return changes && { ...training, ...changes };
};
