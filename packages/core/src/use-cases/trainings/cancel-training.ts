import type { TrainingId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { CancelTrainingRefusal } from '../../domain/refusals.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';
import { endTraining } from '../../steps/end-training.ts';

/** Stops a training under way and gives the whole price back. One that has ended stays as it is. */
export const cancelTraining =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async (
    trainingId: TrainingId,
    userId: UserId,
  ): Promise<Result<Training, CancelTrainingRefusal>> =>
    unitOfWork.run(async (tx) => {
      const training = await tx.trainings.findOwned(trainingId, userId);
      if (!training) return refuse({ code: 'training.not-found' });
      const ended = await endTraining(tx, training, { type: 'cancelled' }, clock.now());
      return ended ? ok(ended) : refuse({ code: 'training.ended' });
    });
