import type { Training, TrainingOutput } from '../domain/training/training.ts';
import {
  trainingAfter,
  trainingTransitions,
  type TrainingEvent,
} from '../domain/training/training-machine.ts';
import type { Clock } from '../ports/clock.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import type { RunOwner } from './advance-run.ts';
import { endTraining } from './end-training.ts';
import { noteProviderRefusal } from './note-provider-verdict.ts';
import { showNewsOf, showProgressNow } from './show-progress-of.ts';

/** Moves a training, where the event still applies; the database has the last word. */
export const moveTraining = async (
  { trainings }: Pick<Transaction, 'trainings'>,
  training: Training,
  event: TrainingEvent,
  now: Date,
): Promise<Training | undefined> => {
  const next = trainingAfter(training, event, now);
  if (!next) return undefined;
  return (await trainings.save(next, trainingTransitions[event.type])) ? next : undefined;
};

/** A training as the owner of its runs. */
export const trainingOwner = (
  tx: Transaction,
  training: Training,
  clock: Clock,
): RunOwner<TrainingOutput> => {
  const now = clock.now();
  const { id } = training;
  const subject = { type: 'training', id } as const;
  return {
    progressed: async (progress) => {
      const moved = await moveTraining(tx, training, { type: 'run.progressed', progress }, now);
      if (moved) await showNewsOf(tx, subject, { before: training, after: moved, now });
    },
    succeeded: async (output) => {
      const moved = await moveTraining(tx, training, { type: 'run.succeeded', output }, now);
      if (!moved) return false;
      await tx.jobs.enqueue({ name: 'training.collect', data: { trainingId: id } });
      await showProgressNow(tx, subject);
      return true;
    },
    retried: async () => {
      const moved = await moveTraining(tx, training, { type: 'run.retried' }, now);
      if (!moved) return false;
      await tx.jobs.enqueue({ name: 'training.submit', data: { trainingId: id } });
      await showProgressNow(tx, subject);
      return true;
    },
    failed: async (failure) => {
      const ended = await endTraining(tx, training, { type: 'run.failed', failure }, now);
      if (ended) await noteProviderRefusal(tx, { subject, userId: training.userId }, failure, now);
    },
    cancelled: async () => {
      await endTraining(tx, training, { type: 'cancelled' }, now);
    },
  };
};
